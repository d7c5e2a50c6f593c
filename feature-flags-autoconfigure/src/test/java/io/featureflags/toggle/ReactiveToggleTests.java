package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** R42: a publisher evaluates the flag for each subscription. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class ReactiveToggleTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(Shop.class, () -> new Shop());

    static class Shop {

        final IllegalStateException failure = new IllegalStateException("new");

        final AtomicInteger calls = new AtomicInteger();

        @FeatureToggle(value = "reactive", fallback = "legacy")
        public Mono<String> mono(String user) {
            calls.incrementAndGet();
            return Mono.just("new " + user);
        }

        public Mono<String> legacy(String user) {
            calls.incrementAndGet();
            return Mono.just("legacy " + user);
        }

        @FeatureToggle(value = "reactive", fallback = "legacyMany", user = "#user")
        Flux<String> many(String user) {
            return Flux.just("new", user);
        }

        private Flux<String> legacyMany(String user) {
            return Flux.just("legacy", user);
        }

        @FeatureToggle("reactive")
        Mono<String> bare() {
            throw failure;
        }

        @FeatureToggle(value = "reactive", otherwise = Otherwise.SKIP)
        Flux<String> skipped() {
            return Flux.just("new");
        }
    }

    @Test
    void eachSubscriptionEvaluatesTheFlag() {
        runner.run(context -> {
            Shop shop = context.getBean(Shop.class);
            Mono<String> mono = shop.mono("ada");
            Flux<String> many = shop.many("ada");

            assertThat(mono.block()).isEqualTo("legacy ada");
            assertThat(many.collectList().block()).containsExactly("legacy", "ada");
            store.set("reactive", "true");
            assertThat(mono.block()).isEqualTo("new ada");
            assertThat(many.collectList().block()).containsExactly("new", "ada");
            store.set("reactive", "false");
            assertThat(mono.block()).isEqualTo("legacy ada");
        });
    }

    @Test
    void nothingRunsBeforeTheSubscription() {
        runner.run(context -> {
            Shop shop = context.getBean(Shop.class);
            AtomicInteger calls = ((Shop) org.springframework.test.util.AopTestUtils.getTargetObject(shop)).calls;

            Mono<String> mono = shop.mono("ada");
            assertThat(calls).hasValue(0);
            mono.block();
            assertThat(calls).hasValue(1);
        });
    }

    @Test
    void userIsArgumentOrElseFromTheProvider() {
        store.set("reactive", "{\"users\": [\"ada\"]}");
        runner.withBean(EvaluationContextProvider.class, () -> () -> EvaluationContext.of("ada"))
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);
                    assertThat(shop.many("bob").collectList().block()).containsExactly("legacy", "bob");
                    assertThat(shop.many("ada").collectList().block()).containsExactly("new", "ada");
                    assertThat(shop.mono("bob").block()).isEqualTo("new bob");
                });
    }

    @Test
    void failingProviderTurnsTheFlagOff() {
        store.set("reactive", "50%");
        runner.withBean(EvaluationContextProvider.class, () -> () -> {
                    throw new IllegalStateException("no user known");
                })
                .run(context -> assertThat(
                                context.getBean(Shop.class).mono("ada").block())
                        .isEqualTo("legacy ada"));
    }

    @Test
    void subscriberWithoutLegacyCodeGetsErrorOrNothing() {
        runner.run(context -> {
            Shop shop = context.getBean(Shop.class);
            Mono<String> bare = shop.bare();

            assertThatExceptionOfType(FeatureDisabledException.class).isThrownBy(bare::block);
            assertThat(shop.skipped().collectList().block()).isEqualTo(List.of());
            store.set("reactive", "true");
            assertThat(catchThrowable(bare::block)).hasMessage("new");
        });
    }

    @Aspect
    static class Audit {

        final List<String> seen = new ArrayList<>();

        @Before("execution(public * io.featureflags.toggle.ReactiveToggleTests.Shop.*(..))")
        void before(JoinPoint call) {
            seen.add(call.getSignature().getName());
        }
    }

    /** Such advice looks up its call in the thread, where the call has ended at the time of the subscription. */
    @Test
    void adviceOfAspectJInsideTheToggleFindsItsCall() {
        store.set("reactive", "true");
        runner.withBean(Audit.class, () -> new Audit()).run(context -> {
            Mono<String> mono = context.getBean(Shop.class).mono("ada");

            assertThat(mono.block()).isEqualTo("new ada");
            assertThat(mono.block()).isEqualTo("new ada");
            assertThat(context.getBean(Audit.class).seen).containsExactly("mono", "mono");
        });
    }

    static class Plain {

        @FeatureToggle(value = "reactive", fallback = "legacy")
        public Publisher<String> publisher() {
            return Mono.just("new");
        }

        Publisher<String> legacy() {
            return Flux.just("legacy", "code");
        }
    }

    @Test
    void anyPublisherEvaluatesTheFlagForEachSubscription() {
        runner.withBean(Plain.class, () -> new Plain()).run(context -> {
            Flux<String> all = Flux.from(context.getBean(Plain.class).publisher());

            assertThat(all.collectList().block()).containsExactly("legacy", "code");
            store.set("reactive", "true");
            assertThat(all.collectList().block()).containsExactly("new");
        });
    }

    abstract static class Finder<R> {

        @FeatureToggle(value = "reactive", fallback = "legacy")
        public R find() {
            return answer("new");
        }

        R legacy() {
            return answer("legacy");
        }

        abstract R answer(String text);
    }

    static class MonoFinder extends Finder<Mono<String>> {

        @Override
        Mono<String> answer(String text) {
            return Mono.just(text);
        }
    }

    @Test
    void publisherMayBeATypeParameterOfASuperclass() {
        runner.withBean(MonoFinder.class, () -> new MonoFinder()).run(context -> {
            Mono<String> found = context.getBean(MonoFinder.class).find();

            assertThat(found.block()).isEqualTo("legacy");
            store.set("reactive", "true");
            assertThat(found.block()).isEqualTo("new");
        });
    }
}
