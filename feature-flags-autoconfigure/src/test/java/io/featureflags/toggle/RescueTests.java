package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** New code that fails with an exception of {@code rescueOn}, and the legacy code that then runs. */
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class RescueTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(Shop.class, () -> new Shop());

    static class Shop {

        @Nullable
        Throwable failure;

        int legacyCalls;

        @FeatureToggle(value = "rescued", fallback = "legacyOfAny", rescueOn = RuntimeException.class)
        CompletableFuture<String> ofAny(CompletableFuture<String> result) {
            return result;
        }

        CompletableFuture<String> legacyOfAny(CompletableFuture<String> result) {
            legacyCalls++;
            return CompletableFuture.completedFuture("legacy");
        }

        @Nullable
        Throwable passed;

        @FeatureToggle(value = "rescued", fallback = "legacy", rescueOn = IOException.class)
        String call(String user) throws Exception {
            return answer("new " + user);
        }

        private String legacy(String user, @Nullable Throwable failed) {
            passed = failed;
            return "legacy " + user;
        }

        @FeatureToggle(
                value = "rescued",
                fallback = "legacyPlain",
                rescueOn = {IllegalStateException.class, Error.class})
        String plain() throws Exception {
            return answer("new");
        }

        String legacyPlain() {
            return "legacy";
        }

        @FeatureToggle(value = "rescued", fallback = "legacyLater", rescueOn = IOException.class)
        CompletableFuture<String> later(CompletableFuture<String> result) {
            return result;
        }

        CompletableFuture<String> legacyLater(CompletableFuture<String> result, @Nullable Throwable failed) {
            passed = failed;
            return CompletableFuture.completedFuture("legacy");
        }

        @FeatureToggle(value = "rescued", fallback = "legacyStage", rescueOn = IOException.class)
        CompletionStage<String> stage() {
            return CompletableFuture.failedFuture(new IOException("late"));
        }

        CompletionStage<String> legacyStage() {
            return CompletableFuture.failedFuture(new IllegalStateException("legacy fails too"));
        }

        @FeatureToggle(value = "rescued", fallback = "legacyMono", rescueOn = IOException.class)
        Mono<String> mono() {
            return Mono.error(new IOException("reactive"));
        }

        Mono<String> legacyMono(@Nullable Throwable failed) {
            passed = failed;
            return Mono.just("legacy");
        }

        @FeatureToggle(value = "rescued", fallback = "legacyFlux", rescueOn = IOException.class)
        Flux<Integer> flux() {
            return Flux.error(new IOException("reactive"));
        }

        @FeatureToggle(value = "rescued", fallback = "legacyFlux", rescueOn = IOException.class)
        Flux<Integer> failingLate() {
            return Flux.just(1).concatWith(Mono.error(new IOException("reactive")));
        }

        Flux<Integer> legacyFlux() {
            return Flux.just(2, 3);
        }

        private String answer(String answer) throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof Exception exception) {
                throw exception;
            }
            return answer;
        }
    }

    @Test
    void failureOfRescueOnRunsTheLegacyCode(CapturedOutput output) {
        runner.run(context -> {
            Shop shop = context.getBean(Shop.class);
            assertThat(shop.call("ada")).isEqualTo("legacy ada");
            store.set("rescued", "true");
            assertThat(shop.call("ada")).isEqualTo("new ada");

            FileNotFoundException failure = new FileNotFoundException("gone\nFORGED");
            target(shop).failure = failure;

            assertThat(shop.call("ada")).isEqualTo("legacy ada");
            assertThat(target(shop).passed).isSameAs(failure);
            shop.call("ada");
            assertThat(output)
                    .containsOnlyOnce("Feature flag 'rescued': " + Shop.class.getName() + ".call(String) failed with"
                            + " java.io.FileNotFoundException: gone?FORGED. The legacy code ran instead (1 time since"
                            + " start). This warning appears at most once a minute.");
        });
    }

    @Test
    void legacyMethodGetsNoFailureWhileTheFlagIsOff() {
        runner.run(context -> {
            Shop shop = context.getBean(Shop.class);
            target(shop).passed = new IOException("of an earlier call");

            shop.call("ada");

            assertThat(target(shop).passed).isNull();
        });
    }

    @Test
    void callersGetAnyOtherFailure() {
        store.set("rescued", "true");
        runner.run(context -> {
            Shop shop = context.getBean(Shop.class);
            IllegalArgumentException failure = new IllegalArgumentException("other");
            target(shop).failure = failure;

            assertThat(catchThrowable(() -> shop.call("ada"))).isSameAs(failure);
            assertThat(catchThrowable(shop::plain)).isSameAs(failure);
            target(shop).failure = new AssertionError("an error");
            assertThat(shop.plain()).isEqualTo("legacy");
        });
    }

    @Test
    void failedFuturesAreRescued() {
        store.set("rescued", "true");
        runner.run(context -> {
            Shop shop = context.getBean(Shop.class);

            CompletableFuture<String> result = new CompletableFuture<>();
            CompletableFuture<String> rescued = shop.later(result);
            assertThat(rescued).isNotDone();
            IOException failure = new IOException("late");
            result.completeExceptionally(failure);
            assertThat(rescued).isCompletedWithValue("legacy");
            assertThat(target(shop).passed).isSameAs(failure);

            assertThat(shop.later(CompletableFuture.completedFuture("new"))).isCompletedWithValue("new");
            CompletableFuture<String> dependent = CompletableFuture.supplyAsync(() -> {
                throw new CompletionException(new FileNotFoundException("wrapped"));
            });
            assertThat(shop.later(dependent).join()).isEqualTo("legacy");

            IllegalStateException other = new IllegalStateException("other");
            assertThat(shop.later(CompletableFuture.failedFuture(other)))
                    .isCompletedExceptionally()
                    .satisfies(
                            failed -> assertThat(catchThrowable(failed::join)).hasCause(other));
            assertThat(catchThrowable(() -> shop.stage().toCompletableFuture().join()))
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("legacy fails too");
        });
    }

    @Test
    void cancelledFutureCancelsTheNewCode() {
        store.set("rescued", "true");
        runner.run(context -> {
            CompletableFuture<String> result = new CompletableFuture<>();
            CompletableFuture<String> rescued = context.getBean(Shop.class).later(result);

            rescued.cancel(true);

            assertThat(result).isCancelled();
        });
    }

    /** A cancelled future ends with an exception too, and so does the new code that is cancelled with it. */
    @Test
    void cancelledFutureNeedsNoLegacyCode() {
        store.set("rescued", "true");
        runner.run(context -> {
            Shop shop = context.getBean(Shop.class);

            shop.ofAny(new CompletableFuture<>()).cancel(true);
            assertThat(target(shop).legacyCalls).isZero();

            assertThat(shop.ofAny(CompletableFuture.failedFuture(new IllegalStateException("new"))))
                    .isCompletedWithValue("legacy");
            assertThat(target(shop).legacyCalls).isEqualTo(1);
        });
    }

    @Test
    void failedPublishersAreRescued() {
        store.set("rescued", "true");
        runner.run(context -> {
            Shop shop = context.getBean(Shop.class);

            assertThat(shop.mono().block()).isEqualTo("legacy");
            assertThat(target(shop).passed).hasMessage("reactive");
            assertThat(shop.flux().collectList().block()).containsExactly(2, 3);
            List<Integer> given = new ArrayList<>();
            assertThatThrownBy(() -> shop.failingLate().doOnNext(given::add).blockLast())
                    .hasCause(new IOException("reactive"));
            assertThat(given).containsExactly(1);
        });
    }

    private static Shop target(Shop proxy) {
        return (Shop) org.springframework.test.util.AopTestUtils.getTargetObject(proxy);
    }
}
