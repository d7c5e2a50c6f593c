package io.featureflags.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** Micrometer's context propagation carries the bound context, which never stays on a thread. */
class BoundContextPropagationTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private static final EvaluationContext BEN = EvaluationContext.of("ben");

    private final ContextSnapshotFactory snapshots =
            ContextSnapshotFactory.builder().build();

    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        pool.shutdownNow();
        Hooks.disableAutomaticContextPropagation();
        assertThat(BoundContext.current()).isNull();
    }

    @Test
    void snapshotCarriesItToAnotherThreadForOneTask() throws Exception {
        ContextSnapshot ofAda = BoundContext.call(ADA, () -> snapshots.captureAll());

        assertThat(pool.submit(ofAda.wrap(BoundContext::current)).get()).isEqualTo(ADA);
        assertThat(pool.submit(BoundContext::current).get()).isNull();
    }

    @Test
    void taskThatThrowsLeavesNoContext() throws Exception {
        ContextSnapshot ofAda = BoundContext.call(ADA, () -> snapshots.captureAll());

        assertThatThrownBy(() -> pool.submit(ofAda.wrap(() -> {
                            throw new IllegalStateException("task");
                        }))
                        .get())
                .hasRootCauseMessage("task");
        assertThat(pool.submit(BoundContext::current).get()).isNull();
    }

    @Test
    void earlierContextOfTheThreadIsRestored() throws Exception {
        ContextSnapshot ofAda = BoundContext.call(ADA, () -> snapshots.captureAll());
        ContextSnapshot empty =
                ContextSnapshotFactory.builder().clearMissing(true).build().captureAll();

        BoundContext.run(BEN, () -> {
            ofAda.wrap((Runnable) () -> assertThat(BoundContext.current()).isEqualTo(ADA))
                    .run();
            assertThat(BoundContext.current()).isEqualTo(BEN);
            empty.wrap((Runnable) () -> assertThat(BoundContext.current()).isNull())
                    .run();
            assertThat(BoundContext.current()).isEqualTo(BEN);
        });
    }

    @Test
    void futureOnAWrappedExecutorHasIt() {
        ExecutorService wrapped = ContextExecutorService.wrap(pool, snapshots::captureAll);

        assertThat(BoundContext.call(ADA, () -> currentOn(wrapped)).join()).isEqualTo(ADA);
        assertThat(BoundContext.call(BEN, () -> currentOn(wrapped)).join()).isEqualTo(BEN);
        assertThat(currentOn(wrapped).join()).isNull();
    }

    @Test
    void virtualThreadHasIt() throws Exception {
        ExecutorService threads = threadPerTask();
        try {
            ExecutorService wrapped = ContextExecutorService.wrap(threads, snapshots::captureAll);
            assertThat(BoundContext.call(ADA, () -> currentOn(wrapped)).join()).isEqualTo(ADA);
            assertThat(BoundContext.call(ADA, () -> currentOn(threads)).join()).isNull();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void reactorCarriesItFromItsContextToThreadsAndBack() {
        Hooks.enableAutomaticContextPropagation();
        var single = Schedulers.newSingle("bound-context");
        try {
            Mono<EvaluationContext> current =
                    Mono.fromSupplier(BoundContext::current).subscribeOn(single);

            assertThat(current.contextWrite(Context.of(EvaluationContext.class, ADA))
                            .block())
                    .isEqualTo(ADA);
            assertThat(current.block()).isNull();
            assertThat(BoundContext.call(BEN, () -> Objects.requireNonNull(current.block())))
                    .isEqualTo(BEN);
            assertThat(current.block()).isNull();
        } finally {
            single.dispose();
        }
    }

    private static CompletableFuture<@Nullable EvaluationContext> currentOn(ExecutorService executor) {
        return CompletableFuture.supplyAsync(BoundContext::current, executor);
    }

    /** Returns virtual threads if Java has them, else others that are new for each task too. */
    private static ExecutorService threadPerTask() throws Exception {
        for (Method method : Executors.class.getMethods()) {
            if (method.getName().equals("newVirtualThreadPerTaskExecutor")) {
                return (ExecutorService) method.invoke(null);
            }
        }
        return Executors.newCachedThreadPool();
    }
}
