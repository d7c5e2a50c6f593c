package io.featureflags.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureToggle;
import io.featureflags.FlagWrite;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.Shop;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Plans in a whole application, with a store in memory. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class GuardedRolloutTests {

    private final GuardedStore store = new GuardedStore();

    private final List<EvaluationContext> newUsers = PlannedFlag.users(50, true, 40);

    private final List<EvaluationContext> legacyUsers = PlannedFlag.users(50, false, 40);

    static class Checkout {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "#user")
        String pay(String user, boolean fails) {
            if (fails) {
                throw new IllegalStateException("new");
            }
            return "new";
        }

        private String legacy(String user, boolean fails) {
            return "legacy";
        }
    }

    @Test
    void failingNewCodeIsTakenBackOnce() {
        set(PlannedFlag.PLAN);
        with(context -> {
            Checkout checkout = context.getBean(Checkout.class);
            legacyUsers.forEach(user -> pay(checkout, user, false));
            newUsers.forEach(
                    user -> { // The last ones may have the legacy code again.
                        var unused = catchThrowable(() -> pay(checkout, user, true));
                    });
            Shop.soon("the new code is taken back")
                    .until(() -> store.memory.history("flag", 10).size() == 2);
            assertThat(newUsers)
                    .allSatisfy(user -> assertThat(pay(checkout, user, true)).isEqualTo("legacy"));
            assertThat(store.memory.read("flag").value()).contains("\"percentage\": 0");
            Shop.soon("the thread has ended").until(() -> !hasThread());
            assertThat(context.getBean(RolloutGuards.class).lastProgress("flag"))
                    .isNull();
        });
    }

    @Test
    void goodNewCodeAdvances() {
        set(PlannedFlag.PLAN.replace("50, 100", "50, 90"));
        with(context -> {
            Checkout checkout = context.getBean(Checkout.class);
            newUsers.forEach(user -> pay(checkout, user, false));
            legacyUsers.forEach(user -> pay(checkout, user, false));
            Shop.soon("the plan advances")
                    .until(() -> store.memory.history("flag", 10).size() == 2);
            assertThat(store.memory.read("flag").value()).contains("\"percentage\": 90");
            assertThat(hasThread()).isTrue();
        });
        Shop.soon("the thread has ended").until(() -> !hasThread());
    }

    @Test
    void answersOfAnInstanceAreKnown() {
        set(PlannedFlag.PLAN);
        with(context -> {
            RolloutGuards guards = context.getBean(RolloutGuards.class);
            store.counting.link = CountingStore.Link.AWAY;
            pay(context.getBean(Checkout.class), newUsers.get(0), false);
            Shop.soon("the counts wait").until(() -> guards.hasUnsentCounts("flag"));
            assertThat(guards.lastProgress("flag")).isNull();
            assertThat(guards.lastProgress("no_such_flag")).isNull();
            assertThat(guards.hasUnsentCounts("no_such_flag")).isFalse();

            store.counting.link = CountingStore.Link.UP;
            Shop.soon("the counts are sent").until(() -> !guards.hasUnsentCounts("flag"));
            assertThat(Objects.requireNonNull(guards.lastProgress("flag"))
                            .present()
                            .counts()
                            .newCalls())
                    .isOne();
        });
    }

    @Test
    void plansDoNotRunWithoutAStoreOfTheirCounts() {
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
                .withBean(Checkout.class, () -> new Checkout())
                .withPropertyValues("feature-flags.store=memory")
                .run(context -> {
                    context.getBean(FeatureFlagAdmin.class).set("flag", PlannedFlag.PLAN, FlagWrite.by("ada"));
                    assertThat(context.getBean(RolloutGuards.class).of("flag").plan())
                            .isNull();
                    assertThat(hasThread()).isFalse();
                });
    }

    private void set(String value) {
        store.memory.write("flag", value, FlagWrite.by("ada"));
    }

    private static String pay(Checkout checkout, EvaluationContext user, boolean fails) {
        return checkout.pay(Objects.requireNonNull(user.targetingKey()), fails);
    }

    private void with(Consumer<ApplicationContext> test) {
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
                .withBean(GuardedStore.class, () -> store)
                .withBean(Checkout.class, () -> new Checkout())
                .run(test::accept);
    }

    private static boolean hasThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("feature-flags-rollout"));
    }
}
