package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.spi.CallCounts;
import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagReferences;
import io.featureflags.testing.SettableStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Each call is counted once, at its end, for the path that served it. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class CallCountsTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    static class Shop {

        @FeatureToggle(value = "flag", fallback = "legacyCall")
        String call(boolean fails) {
            return answer("new", fails);
        }

        private String legacyCall(boolean fails) {
            return answer("legacy", fails);
        }

        @FeatureToggle(value = "flag", fallback = "legacyRescued", rescueOn = IllegalStateException.class)
        String rescued(boolean legacyFails) {
            throw new IllegalStateException("new");
        }

        private String legacyRescued(boolean legacyFails) {
            return answer("legacy", legacyFails);
        }

        @FeatureToggle("flag")
        String rejected() {
            return "new";
        }

        @FeatureToggle(value = "flag", otherwise = Otherwise.SKIP)
        @Nullable
        String skipped() {
            return "new";
        }

        @FeatureToggle(value = "flag", fallback = "legacyStage")
        CompletionStage<String> stage(CompletionStage<String> result) {
            return result;
        }

        CompletionStage<String> legacyStage(CompletionStage<String> result) {
            return result;
        }

        @FeatureToggle(value = "flag", fallback = "legacyRescuedStage", rescueOn = IllegalStateException.class)
        CompletionStage<String> rescuedStage(CompletionStage<String> result) {
            return result;
        }

        CompletionStage<String> legacyRescuedStage(CompletionStage<String> result) {
            return CompletableFuture.completedFuture("legacy");
        }

        @FeatureToggle(value = "flag", fallback = "legacyMono", rescueOn = IllegalStateException.class)
        Mono<String> mono(Mono<String> result) {
            return result;
        }

        Mono<String> legacyMono(Mono<String> result) {
            return Mono.just("legacy");
        }

        @FeatureToggle(value = "flag", fallback = "legacyFlux")
        Flux<String> flux(Flux<String> result) {
            return result;
        }

        Flux<String> legacyFlux(Flux<String> result) {
            return result;
        }

        private static String answer(String answer, boolean fails) {
            if (fails) {
                throw new IllegalStateException(answer);
            }
            return answer;
        }
    }

    @Test
    void callsCountForTheirPath() {
        with((shop, counts) -> {
            shop.call(false);
            shop.call(false);
            assertThat(catchThrowable(() -> shop.call(true))).hasMessage("legacy");
            assertThat(counts.of("call(boolean)")).isEqualTo(new CallCounts(0, 3, 0, 1));

            store.set("flag", "true");
            shop.call(false);
            assertThat(catchThrowable(() -> shop.call(true))).hasMessage("new");
            assertThat(counts.of("call(boolean)")).isEqualTo(new CallCounts(2, 3, 1, 1));
            assertThat(counts.of("rejected()")).isEqualTo(CallCounts.NONE);
            assertThat(counts.references().calls("flag")).isEqualTo(new CallCounts(2, 3, 1, 1));
            assertThat(counts.references().calls("no_such_flag")).isEqualTo(CallCounts.NONE);
        });
    }

    @Test
    void rescuedCallCountsAsNewErrorAndLegacyCall() {
        store.set("flag", "true");
        with((shop, counts) -> {
            shop.rescued(false);
            assertThat(counts.of("rescued(boolean)")).isEqualTo(new CallCounts(1, 1, 1, 0));
            assertThat(catchThrowable(() -> shop.rescued(true))).hasMessage("legacy");
            assertThat(counts.of("rescued(boolean)")).isEqualTo(new CallCounts(2, 2, 2, 1));
        });
    }

    @Test
    void rejectedOrSkippedCallIsNoError() {
        with((shop, counts) -> {
            assertThat(catchThrowable(shop::rejected)).isNotNull();
            shop.skipped();
            assertThat(counts.of("rejected()")).isEqualTo(new CallCounts(0, 1, 0, 0));
            assertThat(counts.of("skipped()")).isEqualTo(new CallCounts(0, 1, 0, 0));
        });
    }

    @Test
    void stagesCountWhenTheyEnd() {
        store.set("flag", "true");
        with((shop, counts) -> {
            CompletableFuture<String> first = new CompletableFuture<>();
            assertThat(shop.stage(first)).isSameAs(first);
            CompletableFuture<String> second = new CompletableFuture<>();
            shop.stage(second);
            CompletableFuture<String> third = new CompletableFuture<>();
            shop.stage(third);
            assertThat(counts.of("stage(CompletionStage)")).isEqualTo(CallCounts.NONE);

            first.complete("new");
            second.completeExceptionally(new IllegalStateException("new"));
            third.cancel(true);
            assertThat(counts.of("stage(CompletionStage)")).isEqualTo(new CallCounts(3, 0, 1, 0));

            store.set("flag", "false");
            shop.stage(CompletableFuture.failedFuture(new IllegalStateException("legacy")));
            assertThat(counts.of("stage(CompletionStage)")).isEqualTo(new CallCounts(3, 1, 1, 1));
        });
    }

    @Test
    void rescuedStageCountsOnBothPaths() {
        store.set("flag", "true");
        with((shop, counts) -> {
            CompletableFuture<String> result = new CompletableFuture<>();
            CompletionStage<String> rescued = shop.rescuedStage(result);
            assertThat(counts.of("rescuedStage(CompletionStage)")).isEqualTo(CallCounts.NONE);

            result.completeExceptionally(new IllegalStateException("new"));
            assertThat(rescued.toCompletableFuture()).isCompletedWithValue("legacy");
            assertThat(counts.of("rescuedStage(CompletionStage)")).isEqualTo(new CallCounts(1, 1, 1, 0));
        });
    }

    @Test
    void publishersCountWithEachSubscriptionWhenItEnds() {
        store.set("flag", "true");
        with((shop, counts) -> {
            Mono<String> mono = shop.mono(Mono.just("new"));
            Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();
            assertThat(counts.of("mono(Mono)")).isEqualTo(CallCounts.NONE);
            mono.block();
            mono.block();
            await().untilAsserted(() -> assertThat(counts.of("mono(Mono)")).isEqualTo(new CallCounts(2, 0, 0, 0)));

            assertThat(shop.mono(Mono.error(new IllegalStateException("new"))).block())
                    .isEqualTo("legacy");
            await().untilAsserted(() -> assertThat(counts.of("mono(Mono)")).isEqualTo(new CallCounts(3, 1, 1, 0)));

            Flux<String> flux = shop.flux(sink.asFlux());
            var first = flux.take(1).subscribe();
            assertThat(counts.of("flux(Flux)")).isEqualTo(CallCounts.NONE);
            sink.tryEmitNext("new");
            assertThat(first.isDisposed()).isTrue();
            assertThat(catchThrowable(() -> shop.flux(Flux.error(new IllegalStateException("new")))
                            .blockLast()))
                    .hasMessage("new");
            await().untilAsserted(() -> assertThat(counts.of("flux(Flux)")).isEqualTo(new CallCounts(2, 0, 1, 0)));

            store.set("flag", "false");
            shop.flux(Flux.just("legacy")).blockLast();
            await().untilAsserted(() -> assertThat(counts.of("flux(Flux)")).isEqualTo(new CallCounts(2, 1, 1, 0)));
        });
    }

    @Test
    void beansOfOneClassCountTogether() {
        runner.withBean(Shop.class, () -> new Shop(), definition -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
                .run(context -> {
                    for (int i = 0; i < 3; i++) {
                        context.getBean(Shop.class).call(false);
                    }
                    FlagReferences references = context.getBean(FlagReferences.class);
                    assertThat(references.all()).hasSize(8);
                    assertThat(new Counts(references).of("call(boolean)")).isEqualTo(new CallCounts(0, 3, 0, 0));
                });
    }

    @Test
    void concurrentCallsAreAllCounted() {
        with((shop, counts) -> {
            callOnManyThreads(shop);
            store.set("flag", "true");
            callOnManyThreads(shop);
            assertThat(counts.of("call(boolean)")).isEqualTo(new CallCounts(80_000, 80_000, 0, 0));
        });
    }

    private static void callOnManyThreads(Shop shop) {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> {
                for (int call = 0; call < 10_000; call++) {
                    shop.call(false);
                }
            });
        }
        threads.shutdown();
        await().atMost(Duration.ofMinutes(2)).until(threads::isTerminated);
    }

    private void with(BiConsumer<Shop, Counts> test) {
        runner.withBean(Shop.class, () -> new Shop())
                .run(context ->
                        test.accept(context.getBean(Shop.class), new Counts(context.getBean(FlagReferences.class))));
    }

    private record Counts(FlagReferences references) {

        CallCounts of(String method) {
            return references.of("flag").stream()
                    .filter(reference -> reference.method().equals(method))
                    .map(CodeReference::calls)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
