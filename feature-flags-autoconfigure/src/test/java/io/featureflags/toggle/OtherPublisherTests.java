package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Publishers that are none of Reactor: each subscription decides, for its own user, and its failure is rescued. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class OtherPublisherTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(Articles.class, () -> new Articles());

    static class Articles {

        boolean failing;

        final List<String> updates = new ArrayList<>();

        @FeatureToggle(value = "articles", fallback = "legacySingle", rescueOn = IOException.class)
        public Single<String> single() {
            return failing ? Single.error(new IOException("new")) : Single.just("new");
        }

        private Single<String> legacySingle() {
            return Single.just("legacy");
        }

        @FeatureToggle(value = "articles", fallback = "legacyMaybe", rescueOn = IOException.class)
        public Maybe<String> maybe() {
            return failing ? Maybe.error(new IOException("new")) : Maybe.just("new");
        }

        private Maybe<String> legacyMaybe() {
            return Maybe.empty();
        }

        @FeatureToggle(value = "articles", fallback = "legacyFlowable", rescueOn = IOException.class)
        public Flowable<String> flowable() {
            return failing ? Flowable.error(new IOException("new")) : Flowable.just("new", "code");
        }

        private Flowable<String> legacyFlowable() {
            return Flowable.just("legacy", "code");
        }

        @FeatureToggle(value = "articles", fallback = "legacyObservable", rescueOn = IOException.class)
        public Observable<String> observable() {
            return failing ? Observable.error(new IOException("new")) : Observable.just("new");
        }

        private Observable<String> legacyObservable() {
            return Observable.just("legacy");
        }

        @FeatureToggle(value = "articles", fallback = "legacyCompletable", rescueOn = IOException.class)
        public Completable completable() {
            return failing
                    ? Completable.error(new IOException("new"))
                    : Completable.fromAction(() -> updates.add("new"));
        }

        private Completable legacyCompletable() {
            return Completable.fromAction(() -> updates.add("legacy"));
        }

        @FeatureToggle(value = "articles", fallback = "legacyFlow", rescueOn = IOException.class)
        public Flow.Publisher<String> flow() {
            return FlowAdapters.toFlowPublisher(failing ? Mono.error(new IOException("new")) : Mono.just("new"));
        }

        private Flow.Publisher<String> legacyFlow() {
            return FlowAdapters.toFlowPublisher(Mono.just("legacy"));
        }
    }

    @Test
    void eachSubscriptionDecides() {
        runner.run(context -> {
            Articles articles = context.getBean(Articles.class);
            Single<String> single = articles.single();
            Maybe<String> maybe = articles.maybe();
            Flowable<String> flowable = articles.flowable();
            Observable<String> observable = articles.observable();

            assertThat(single.blockingGet()).isEqualTo("legacy");
            assertThat(maybe.blockingGet()).isNull();
            assertThat(flowable.toList().blockingGet()).containsExactly("legacy", "code");
            assertThat(observable.blockingSingle()).isEqualTo("legacy");
            store.set("articles", "true");
            assertThat(single.blockingGet()).isEqualTo("new");
            assertThat(maybe.blockingGet()).isEqualTo("new");
            assertThat(flowable.toList().blockingGet()).containsExactly("new", "code");
            assertThat(observable.blockingSingle()).isEqualTo("new");
        });
    }

    @Test
    void failuresAreRescued() {
        store.set("articles", "true");
        runner.run(context -> {
            Articles articles = context.getBean(Articles.class);
            Articles target = org.springframework.test.util.AopTestUtils.getTargetObject(articles);
            target.failing = true;

            assertThat(articles.single().blockingGet()).isEqualTo("legacy");
            assertThat(articles.maybe().blockingGet()).isNull();
            assertThat(articles.flowable().toList().blockingGet()).containsExactly("legacy", "code");
            assertThat(articles.observable().blockingSingle()).isEqualTo("legacy");
            articles.completable().blockingAwait();
            assertThat(target.updates).containsExactly("legacy");
            assertThat(Mono.from(FlowAdapters.toPublisher(articles.flow())).block())
                    .isEqualTo("legacy");
        });
    }

    @Test
    void userIsThatOfReactorsContext() {
        store.set("articles", "{\"users\": [\"ada\"]}");
        runner.run(context -> {
            Articles articles = context.getBean(Articles.class);

            assertThat(first(articles.flowable(), "ada")).isEqualTo("new");
            assertThat(first(articles.flowable().map(text -> text + "!"), "ada"))
                    .isEqualTo("new!");
            assertThat(first(articles.flowable(), "bob")).isEqualTo("legacy");
            assertThat(first(articles.single().toFlowable(), "ada")).isEqualTo("new");
            assertThat(first(articles.maybe().toFlowable(), "ada")).isEqualTo("new");
            assertThat(first(articles.completable().toFlowable(), "ada")).isNull();
            assertThat(org.springframework.test.util.AopTestUtils.<Articles>getTargetObject(articles).updates)
                    .containsExactly("new");
        });
    }

    private static @org.jspecify.annotations.Nullable String first(Publisher<String> publisher, String user) {
        return Flux.from(publisher)
                .contextWrite(Context.of(EvaluationContext.class, EvaluationContext.of(user)))
                .blockFirst();
    }
}
