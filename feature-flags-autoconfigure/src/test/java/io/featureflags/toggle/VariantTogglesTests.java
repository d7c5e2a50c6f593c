package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import io.featureflags.spi.CallCounts;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.GuardedFlags;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Calls that run the code of the variant that their user gets. */
@SuppressWarnings("UnusedMethod") // Private methods of variants are called by name.
class VariantTogglesTests {

    /** Ada gets express, Bob scenic and Zoe night; all others get plain, which no annotation here lists. */
    static final String ON = "{\"enabled\": true, \"variants\": [{\"name\": \"plain\", \"weight\": 100},"
            + " {\"name\": \"express\", \"weight\": 0, \"users\": [\"ada\"]},"
            + " {\"name\": \"scenic\", \"weight\": 0, \"users\": [\"bob\"]},"
            + " {\"name\": \"night\", \"weight\": 0, \"users\": [\"zoe\"]}]}";

    private static final String OFF =
            "{\"enabled\": false, \"offVariant\": \"express\", \"variants\": [{\"name\": \"express\"}]}";

    private static final String BY_WEIGHT =
            "{\"enabled\": true, \"variants\": [{\"name\": \"plain\"}, {\"name\": \"express\"}]}";

    private final SettableStore store = new SettableStore();

    private final AtomicInteger decisions = new AtomicInteger();

    private @Nullable String user = "ada";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(EvaluationContextProvider.class, () -> () -> {
                decisions.incrementAndGet();
                return user == null ? EvaluationContext.anonymous() : EvaluationContext.of(user);
            });

    interface Train {

        String ride(String from);
    }

    static class OldTrain implements Train {

        @Override
        public String ride(String from) {
            return "old " + from;
        }
    }

    static class ScenicTrain implements Train {

        private final String name = String.valueOf("scenic "); // Not a constant, so that it is null in a proxy.

        @Override
        public String ride(String from) {
            return name + from;
        }

        String slowly(String from) {
            return name + "slow " + from;
        }
    }

    static class NightTrain extends ScenicTrain {

        @Override
        public String ride(String from) {
            return "night " + from;
        }
    }

    static class NewTrain implements Train {

        private final String name = String.valueOf("new ");

        @Override
        @FeatureToggle(
                value = "train",
                fallback = "oldRide",
                variants = {
                    @FeatureVariant(value = "express", method = "expressRide"),
                    @FeatureVariant(value = "scenic", bean = "scenicTrain", method = "slowly"),
                    @FeatureVariant(value = "night", type = NightTrain.class)
                })
        public String ride(String from) {
            return name + from;
        }

        private String expressRide(String from) {
            return name + "express " + from;
        }

        String oldRide(String from) {
            return "old " + from;
        }
    }

    private ApplicationContextRunner withTrains(boolean classProxies) {
        return runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies)
                .withBean("scenicTrain", ScenicTrain.class, ScenicTrain::new)
                .withBean("nightTrain", NightTrain.class, NightTrain::new)
                .withBean("newTrain", NewTrain.class, NewTrain::new);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callRunsTheVariantOfItsUserBehindAnyProxy(boolean classProxies) {
        withTrains(classProxies).run(context -> {
            Train train = context.getBean("newTrain", Train.class);
            assertThat(AopUtils.isCglibProxy(train)).isEqualTo(classProxies);
            assertThat(train.ride("Graz")).isEqualTo("old Graz");
            store.set("train", ON);
            assertThat(train.ride("Graz")).isEqualTo("new express Graz");
            user = "bob";
            assertThat(train.ride("Graz")).isEqualTo("scenic slow Graz");
            user = "zoe";
            assertThat(train.ride("Graz")).isEqualTo("night Graz");
            user = "cleo";
            assertThat(train.ride("Graz")).isEqualTo("new Graz");
            store.set("train", OFF);
            assertThat(train.ride("Graz")).isEqualTo("old Graz");
        });
    }

    @Test
    void annotatedMethodRunsIfNoVariantIsPicked() {
        user = null;
        withTrains(true).run(context -> {
            Train train = context.getBean("newTrain", Train.class);
            store.set("train", BY_WEIGHT);
            assertThat(train.ride("Graz")).isEqualTo("new Graz");
            store.set("train", "true");
            assertThat(train.ride("Graz")).isEqualTo("new Graz");
        });
    }

    @Test
    void eachCallEvaluatesTheFlagOnceAndCountsAsNewCode() {
        store.set("train", ON);
        withTrains(true).run(context -> {
            context.getBean("newTrain", Train.class).ride("Graz");
            assertThat(decisions).hasValue(1);
            assertThat(context.getBean(FlagReferences.class).calls("train")).isEqualTo(new CallCounts(1, 0, 0, 0));
        });
    }

    @Test
    void planCountsAVariantAsNewCode() {
        store.set("train", ON);
        RecordedPlan plan = new RecordedPlan();
        withTrains(true)
                .withBean(GuardedFlags.class, () -> plan, bean -> bean.setPrimary(true))
                .run(context -> {
                    assertThat(context.getBean("newTrain", Train.class).ride("Graz"))
                            .isEqualTo("new express Graz");
                    assertThat(plan.begun).containsExactly("new");
                    assertThat(plan.ended).containsExactly("new ada");
                    assertThat(decisions).hasValue(1);
                });
    }

    @FeatureToggle(
            value = "train",
            fallbackType = OldTrain.class,
            variants = {
                @FeatureVariant(value = "scenic", bean = "scenicTrain"),
                @FeatureVariant(value = "night", type = NightTrain.class)
            })
    static class NewestTrain implements Train {

        @Override
        public String ride(String from) {
            return "newest " + from;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void classNamesBeansAndIsInjectedForTheSharedType(boolean classProxies) {
        runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies)
                .withBean("oldTrain", OldTrain.class, OldTrain::new)
                .withBean("scenicTrain", ScenicTrain.class, ScenicTrain::new)
                .withBean("nightTrain", NightTrain.class, NightTrain::new)
                .withBean("newestTrain", NewestTrain.class, NewestTrain::new)
                .run(context -> {
                    Train train = context.getBean(Train.class);
                    assertThat(train.ride("Graz")).isEqualTo("old Graz");
                    store.set("train", ON);
                    assertThat(train.ride("Graz")).isEqualTo("newest Graz");
                    user = "bob";
                    assertThat(train.ride("Graz")).isEqualTo("scenic Graz");
                    user = "zoe";
                    assertThat(train.ride("Graz")).isEqualTo("night Graz");
                });
    }

    interface Bus {

        @FeatureToggle(
                value = "train",
                fallbackType = OldBus.class,
                variants = @FeatureVariant(value = "express", type = ExpressBus.class))
        String ride();
    }

    static class OldBus implements Bus {

        @Override
        public String ride() {
            return "old";
        }
    }

    static class ExpressBus implements Bus {

        @Override
        public String ride() {
            return "express";
        }
    }

    static class NewBus implements Bus {

        @Override
        public String ride() {
            return "new";
        }
    }

    /** The annotation of the interface is inherited by the new code alone. */
    @Test
    void codeOfAVariantDoesNotInheritTheToggle() {
        runner.withBean("old", OldBus.class, OldBus::new)
                .withBean("express", ExpressBus.class, ExpressBus::new)
                .withBean("new", NewBus.class, NewBus::new)
                .run(context -> {
                    assertThat(context.getBean("new", Bus.class).ride()).isEqualTo("old");
                    assertThat(context.getBean("express", Bus.class).ride()).isEqualTo("express");
                    store.set("train", ON);
                    assertThat(context.getBean("new", Bus.class).ride()).isEqualTo("express");
                });
    }

    @FeatureToggle(value = "train", variants = @FeatureVariant(value = "express", method = "fast"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Express {}

    @Test
    void composedAnnotationNamesAVariantThatIsToggledItself() {
        store.set("train", ON);
        runner.withBean(OtherFerry.class, OtherFerry::new).run(context -> {
            OtherFerry ferry = context.getBean(OtherFerry.class);
            assertThat(ferry.ride()).isEqualTo("slow");
            store.set("other", "true");
            assertThat(ferry.ride()).isEqualTo("fast");
            store.set("train", "false");
            assertThat(catchThrowable(ferry::ride)).isInstanceOf(FeatureDisabledException.class);
        });
    }

    static class OtherFerry {

        @Express
        String ride() {
            return "new";
        }

        @FeatureToggle(value = "other", fallback = "slow")
        String fast() {
            return "fast";
        }

        private String slow() {
            return "slow";
        }
    }

    static class Tram {

        int advised;

        @FeatureToggle(
                value = "train",
                user = "#passenger",
                variants = {
                    @FeatureVariant(value = "express", method = "express"),
                    @FeatureVariant(value = "scenic", type = ScenicTrain.class, method = "slowly")
                })
        String ride(String passenger) {
            return "new";
        }

        String express(String passenger) {
            return "express " + advised;
        }
    }

    @Aspect
    static class Counting {

        final AtomicInteger rides = new AtomicInteger();

        @Before("execution(* io.featureflags.toggle.VariantTogglesTests.Tram.express(..)) && target(tram)")
        void before(Tram tram) {
            tram.advised++;
        }

        @Before("execution(* io.featureflags.toggle.VariantTogglesTests.ScenicTrain.*(..))")
        void beforeScenic() {
            rides.incrementAndGet();
        }
    }

    @Test
    void userOfAnArgumentGetsTheVariantWithItsAdvice() {
        store.set("train", ON);
        Counting counting = new Counting();
        runner.withBean(Tram.class, Tram::new)
                .withBean(ScenicTrain.class, ScenicTrain::new)
                .withBean(Counting.class, () -> counting)
                .run(context -> {
                    Tram tram = context.getBean(Tram.class);
                    assertThat(tram.ride("cleo")).isEqualTo("new");
                    assertThat(tram.ride("ada")).isEqualTo("express 1");
                    assertThat(tram.ride("bob")).isEqualTo("scenic slow bob");
                    assertThat(counting.rides).hasValue(1);
                    assertThat(decisions).hasValue(0);
                });
    }
}
