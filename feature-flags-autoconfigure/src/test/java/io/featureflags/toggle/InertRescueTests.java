package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.toggle.AdviceOrderTests.Threads;
import io.reactivex.rxjava3.core.Single;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Async;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.ParallelFlux;

/** Results that are used after the method has returned, when {@code rescueOn} cannot help. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class InertRescueTests extends AbstractInvalidToggleTests {

    private static final String ACTION =
            "Return the result itself, a CompletableFuture or a Mono, or leave out rescueOn.";

    abstract static class Later<R> {

        @FeatureToggle(value = "later", fallback = "legacy", rescueOn = RuntimeException.class)
        public R run() {
            throw new UnsupportedOperationException();
        }

        public R legacy() {
            throw new UnsupportedOperationException();
        }
    }

    static class Futures extends Later<Future<String>> {}

    static class Callables extends Later<Callable<String>> {}

    static class Suppliers extends Later<Supplier<String>> {}

    static class Streams extends Later<Stream<String>> {}

    static class Numbers extends Later<IntStream> {}

    static class Iterators extends Later<Iterator<String>> {}

    static class Deferred extends Later<DeferredResult<String>> {}

    static class Tasks extends Later<WebAsyncTask<String>> {}

    static class Bodies extends Later<StreamingResponseBody> {}

    static class Emitters extends Later<SseEmitter> {}

    static class Responses extends Later<ResponseEntity<StreamingResponseBody>> {}

    static class Batches extends Later<List<Mono<String>>> {}

    @Test
    void resultThatIsUsedLaterCannotBeRescued() {
        assertInert(new Futures(), "Future");
        assertInert(new Callables(), "Callable");
        assertInert(new Suppliers(), "Supplier");
        assertInert(new Streams(), "Stream");
        assertInert(new Numbers(), "IntStream");
        assertInert(new Iterators(), "Iterator");
        assertInert(new Deferred(), "DeferredResult");
        assertInert(new Tasks(), "WebAsyncTask");
        assertInert(new Bodies(), "StreamingResponseBody");
        assertInert(new Emitters(), "SseEmitter");
        assertInert(new Responses(), "StreamingResponseBody");
        assertInert(new Batches(), "Mono");
    }

    @SuppressWarnings("unchecked")
    private <T> void assertInert(T bean, String later) {
        assertFails(
                (Class<T>) bean.getClass(),
                () -> bean,
                "run() cannot work: its " + later + " is used after the method has returned, so that its failures"
                        + " would not reach rescueOn.",
                ACTION);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Async
    @interface InBackground {}

    static class Mails {

        @InBackground
        @FeatureToggle(value = "mails", fallback = "legacy", rescueOn = RuntimeException.class)
        public void send() {}

        public void legacy() {}
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asynchronousMethodWithoutFutureCannotBeRescued(boolean classProxies) {
        assertFails(
                runner.withUserConfiguration(Threads.class)
                        .withPropertyValues("spring.aop.proxy-target-class=" + classProxies),
                Mails.class,
                () -> new Mails(),
                "send() cannot work: the method is asynchronous and returns no future, so that its failures would not"
                        + " reach rescueOn.",
                ACTION);
    }

    static class Connected {

        @FeatureToggle(value = "hot", fallback = "legacy", user = "#user")
        public ConnectableFlux<String> prices(String user) {
            return Flux.just("new").publish();
        }

        private ConnectableFlux<String> legacy(String user) {
            return Flux.just("legacy").publish();
        }
    }

    static class Parallel {

        @FeatureToggle(value = "hot", fallback = "legacy")
        public ParallelFlux<String> prices() {
            return Flux.just("new").parallel();
        }

        private ParallelFlux<String> legacy() {
            return Flux.just("legacy").parallel();
        }
    }

    @Test
    void publisherThatCannotBeReplacedIsRejected() {
        assertFails(
                Connected.class,
                () -> new Connected(),
                "prices(String) cannot work: each subscription decides for its own user, and no other ConnectableFlux"
                        + " can be returned in place of that of the method.",
                "Return a Flux, or call FeatureFlags.isEnabled in the method.");
        assertFails(
                Parallel.class,
                () -> new Parallel(),
                "prices() cannot work: each subscription decides for its own user, and no other ParallelFlux can be"
                        + " returned in place of that of the method.",
                "Return a Publisher, or call FeatureFlags.isEnabled in the method.");
    }

    static class Singles {

        @FeatureToggle(value = "singles", fallback = "legacy")
        public Single<String> find() {
            return Single.just("new");
        }

        private Single<String> legacy() {
            return Single.just("legacy");
        }
    }

    @Test
    void publisherNeedsReactor() {
        assertFails(
                runner.withClassLoader(new FilteredClassLoader(Mono.class)),
                Singles.class,
                () -> new Singles(),
                "find() cannot work: each subscription to its Single decides, which needs Reactor.",
                "Add io.projectreactor:reactor-core to the dependencies.");
    }

    static class SkippedSingles {

        @FeatureToggle(value = "singles", otherwise = Otherwise.SKIP)
        public Single<String> find() {
            return Single.just("new");
        }
    }

    @Test
    void singleCannotBeSkipped() {
        assertFails(
                SkippedSingles.class,
                () -> new SkippedSingles(),
                "find() cannot work: Otherwise.SKIP needs an empty result, and no empty Single can be created.",
                "Return a type that can be empty, such as Optional, List or Map, or name legacy code with fallback.");
    }
}
