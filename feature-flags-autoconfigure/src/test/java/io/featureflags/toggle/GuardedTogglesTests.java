package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.spi.GuardedFlags;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import io.featureflags.testing.Shop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Calls of toggled methods that a running plan counts, and those that it does not. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class GuardedTogglesTests {

    private final SettableStore store = new SettableStore();

    private final RecordedPlan plan = new RecordedPlan();

    private final AtomicInteger providerCalls = new AtomicInteger();

    static class Till {

        @FeatureToggle(value = "flag", fallback = "legacyPay", user = "#user")
        String pay(@Nullable String user, boolean fails) {
            return answer("new", fails);
        }

        private String legacyPay(@Nullable String user, boolean fails) {
            return answer("legacy", fails);
        }

        @FeatureToggle(value = "flag", fallback = "legacyBound")
        String bound() {
            return "new";
        }

        private String legacyBound() {
            return "legacy";
        }

        @FeatureToggle(value = "flag", user = "#user.length().toString().repeat(-1)")
        String broken(String user) {
            return "new";
        }

        @FeatureToggle(value = "flag", user = "#user", otherwise = Otherwise.SKIP)
        @Nullable
        String skipped(String user) {
            return "new";
        }

        @FeatureToggle(value = "flag", user = "#user")
        String rejected(String user) {
            return "new";
        }

        @FeatureToggle(
                value = "flag",
                user = "#user",
                fallback = "legacyRescued",
                rescueOn = IllegalStateException.class)
        String rescued(String user) {
            return answer("new", true);
        }

        private String legacyRescued(String user) {
            return "legacy";
        }

        @FeatureToggle(value = "flag", user = "#user", fallback = "legacyStage", rescueOn = IllegalStateException.class)
        CompletionStage<String> stage(String user, CompletionStage<String> result) {
            return result;
        }

        CompletionStage<String> legacyStage(String user, CompletionStage<String> result) {
            return CompletableFuture.completedFuture("legacy");
        }

        @FeatureToggle(value = "flag", user = "#user", fallback = "legacyMono", rescueOn = IllegalStateException.class)
        Mono<String> mono(String user, Mono<String> result) {
            return result;
        }

        Mono<String> legacyMono(String user, Mono<String> result) {
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
    void bothPathsCountWithTheirFailures() {
        with(till -> {
            till.pay("ada", false);
            assertThat(catchThrowable(() -> till.pay("bob", true))).hasMessage("legacy");
            store.set("flag", "true");
            till.pay("ada", false);
            assertThat(catchThrowable(() -> till.pay("bob", true))).hasMessage("new");

            assertThat(plan.ended).containsExactly("legacy ada", "legacy failed bob", "new ada", "new failed bob");
            assertThat(plan.begun).containsExactly("legacy", "legacy", "new", "new");
        });
    }

    @Test
    void callsWithoutAPlanOrUserDoNotCount() {
        store.set("flag", "true");
        with(till -> {
            assertThat(till.pay(null, false)).isEqualTo("new");
            assertThat(till.broken("ada")).isEqualTo("new");
            plan.running = false;
            assertThat(till.pay("ada", false)).isEqualTo("new");

            assertThat(plan.begun).isEmpty();
            assertThat(plan.ended).isEmpty();
        });
    }

    @Test
    void userIsDeterminedOnce() {
        with(till -> {
            till.bound();
            assertThat(providerCalls).hasValue(1);
            till.flux(Flux.just("a")).blockLast();
            assertThat(providerCalls).hasValue(2);
            BoundContext.run(EvaluationContext.of("bob"), till::bound);
            Shop.soon("the publisher counts").until(() -> plan.ended.size() == 3);
            assertThat(plan.ended).containsExactly("legacy carl", "legacy carl", "legacy bob");
        });
    }

    @Test
    void planThatChangesDuringTheCheckDoesNotCount() {
        store.set("flag", "true");
        runner().withBean(EvaluationContextProvider.class, () -> () -> {
                    plan.running = false;
                    return EvaluationContext.of("carl");
                })
                .run(context -> {
                    assertThat(context.getBean(Till.class).bound()).isEqualTo("new");
                    assertThat(plan.ended).isEmpty();
                });
    }

    @Test
    void callWithoutLegacyCodeCannotFail() {
        with(till -> {
            till.skipped("ada");
            assertThat(catchThrowable(() -> till.rejected("ada"))).isNotNull();
            assertThat(plan.ended).containsExactly("legacy ada", "legacy ada");
        });
    }

    @Test
    void rescuedCallFailsOnceAndIsNoLegacyCall() {
        store.set("flag", "true");
        with(till -> {
            assertThat(till.rescued("ada")).isEqualTo("legacy");
            CompletableFuture<String> result = new CompletableFuture<>();
            CompletionStage<String> rescued = till.stage("bob", result);
            result.completeExceptionally(new IllegalStateException("new"));
            assertThat(rescued.toCompletableFuture()).isCompletedWithValue("legacy");
            assertThat(till.mono("eve", Mono.error(new IllegalStateException("new")))
                            .block())
                    .isEqualTo("legacy");
            Shop.soon("the publisher counts").until(() -> plan.ended.size() == 3);
            assertThat(plan.ended).containsExactly("new failed ada", "new failed bob", "new failed eve");
        });
    }

    @Test
    void futuresCountWhenTheyEnd() {
        store.set("flag", "true");
        with(till -> {
            CompletableFuture<String> first = new CompletableFuture<>();
            till.stage("ada", first);
            CompletableFuture<String> second = new CompletableFuture<>();
            till.stage("bob", second);
            assertThat(plan.begun).hasSize(2);
            assertThat(plan.ended).isEmpty();
            first.complete("new");
            second.cancel(true);
            assertThat(plan.ended).containsExactly("new ada", "new bob");
        });
    }

    @Test
    void publishersCountWithEachSubscription() {
        with(till -> {
            Flux<String> legacy = till.flux(Flux.error(new IllegalStateException("legacy")));
            assertThat(plan.begun).isEmpty();
            assertThat(catchThrowable(legacy::blockLast)).hasMessage("legacy");
            assertThat(catchThrowable(legacy::blockLast)).hasMessage("legacy");
            Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();
            store.set("flag", "true");
            till.flux(sink.asFlux()).subscribe().dispose();
            Shop.soon("the publishers count").until(() -> plan.ended.size() == 3);
            assertThat(plan.ended).containsExactly("legacy failed carl", "legacy failed carl", "new carl");
        });
    }

    private void with(Consumer<Till> test) {
        runner().withBean(EvaluationContextProvider.class, () -> () -> {
                    providerCalls.incrementAndGet();
                    return EvaluationContext.of("carl");
                })
                .run(context -> test.accept(context.getBean(Till.class)));
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
                .withBean(SettableStore.class, () -> store)
                .withBean(GuardedFlags.class, () -> plan, definition -> definition.setPrimary(true))
                .withBean(Till.class, () -> new Till());
    }
}
