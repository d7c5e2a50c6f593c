package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import io.featureflags.spi.CallCounts;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.GuardedFlags;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Results and failures of the code of a variant. */
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private methods of variants are called by name.
class VariantResultsTests {

    private final SettableStore store = new SettableStore();

    private final Ferry target = new Ferry();

    private String user = "ada";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(EvaluationContextProvider.class, () -> () -> EvaluationContext.of(user))
            .withBean(Ferry.class, () -> target);

    @BeforeEach
    void on() {
        store.set("train", VariantTogglesTests.ON);
    }

    static class Ferry {

        final IllegalStateException failure = new IllegalStateException("express");

        final IOException other = new IOException("not listed");

        @Nullable
        Throwable rescued;

        @FeatureToggle(value = "train", variants = @FeatureVariant(value = "express", method = "failing"))
        String plain(boolean listed) throws IOException {
            return "new";
        }

        @FeatureToggle(
                value = "train",
                fallback = "legacy",
                rescueOn = IllegalStateException.class,
                variants = @FeatureVariant(value = "express", method = "failing"))
        String ride(boolean listed) throws IOException {
            return "new";
        }

        private String failing(boolean listed) throws IOException {
            if (listed) {
                throw failure;
            }
            throw other;
        }

        private String legacy(boolean listed, @Nullable Throwable failed) {
            rescued = failed;
            return "legacy";
        }

        @FeatureToggle(
                value = "train",
                fallback = "legacyLater",
                rescueOn = IllegalStateException.class,
                variants = @FeatureVariant(value = "express", method = "failingLater"))
        CompletableFuture<String> later() {
            return CompletableFuture.completedFuture("new");
        }

        private CompletableFuture<String> failingLater() {
            return CompletableFuture.failedFuture(failure);
        }

        private CompletableFuture<String> legacyLater() {
            return CompletableFuture.completedFuture("legacy");
        }

        @FeatureToggle(
                value = "train",
                fallback = "legacyMono",
                variants = @FeatureVariant(value = "express", method = "expressMono"))
        Mono<String> mono() {
            return Mono.just("new");
        }

        Mono<String> legacyMono() {
            return Mono.just("legacy");
        }

        Mono<String> expressMono() {
            return Mono.just("express");
        }

        @FeatureToggle(
                value = "train",
                fallback = "legacyFlux",
                rescueOn = IllegalStateException.class,
                variants = @FeatureVariant(value = "express", method = "expressFlux"))
        Flux<String> flux() {
            return Flux.just("new", "newer");
        }

        private Flux<String> legacyFlux() {
            return Flux.just("legacy");
        }

        private Flux<String> expressFlux() {
            return Flux.error(failure);
        }
    }

    @Test
    void callerGetsTheExceptionOfTheVariant() {
        runner.run(context -> {
            Ferry ferry = context.getBean(Ferry.class);
            assertThat(catchThrowable(() -> ferry.plain(true))).isSameAs(target.failure);
            assertThat(catchThrowable(() -> ferry.plain(false))).isSameAs(target.other);
        });
    }

    @Test
    void listedFailureOfTheVariantRunsTheLegacyCode() {
        runner.run(context -> {
            Ferry ferry = context.getBean(Ferry.class);
            assertThat(ferry.ride(true)).isEqualTo("legacy");
            assertThat(target.rescued).isSameAs(target.failure);
            assertThat(catchThrowable(() -> ferry.ride(false))).isSameAs(target.other);
            assertThat(ferry.later().join()).isEqualTo("legacy");
            assertThat(ferry.flux().collectList().block()).containsExactly("legacy");
            assertThat(context.getBean(FlagReferences.class).calls("train")).isEqualTo(new CallCounts(4, 3, 4, 0));
            user = "cleo";
            assertThat(ferry.ride(true)).isEqualTo("new");
            assertThat(ferry.later().join()).isEqualTo("new");
            assertThat(ferry.flux().collectList().block()).containsExactly("new", "newer");
        });
    }

    @Test
    void eachSubscriptionRunsTheVariantOfItsUser() {
        runner.run(context -> {
            Mono<String> mono = context.getBean(Ferry.class).mono();
            assertThat(mono.block()).isEqualTo("express");
            user = "cleo";
            assertThat(mono.block()).isEqualTo("new");
            user = "ada";
            assertThat(mono.block()).isEqualTo("express");
            store.set("train", "false");
            assertThat(mono.block()).isEqualTo("legacy");
            store.set("train", "true");
            assertThat(mono.block()).isEqualTo("new");
        });
    }

    @Test
    void planCountsASubscriptionOfAVariantAsNewCode() {
        RecordedPlan plan = new RecordedPlan();
        runner.withBean(GuardedFlags.class, () -> plan, bean -> bean.setPrimary(true))
                .run(context -> {
                    assertThat(context.getBean(Ferry.class).mono().block()).isEqualTo("express");
                    assertThat(context.getBean(Ferry.class).flux().collectList().block())
                            .containsExactly("legacy");
                    assertThat(plan.begun).containsExactly("new", "new");
                    assertThat(plan.ended).containsExactly("new ada", "new failed ada");
                });
    }

    static class Trip {

        @FeatureToggle(value = "train", variants = @FeatureVariant(value = "express", method = "express"))
        String ride() {
            return "new";
        }

        private String express() {
            return "express " + ride();
        }
    }

    /** The flag is on where the code of a variant runs, so that the new code may run there too. */
    @Test
    void variantMayCallTheAnnotatedMethod(CapturedOutput output) {
        runner.withBean(Trip.class, Trip::new)
                .run(context -> assertThat(context.getBean(Trip.class).ride()).isEqualTo("express new"));
        assertThat(output).doesNotContain("calls its own toggled methods");
    }
}
