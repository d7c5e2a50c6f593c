package io.featureflags.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagImport;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.AuditListener;
import io.featureflags.testing.FlagAutoConfigurations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

/** Changes by the bean, in an application with flags in memory. */
class FeatureFlagAdminTests {

    private static final FlagWrite ADA = FlagWrite.by("ada");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with())
            .withPropertyValues("feature-flags.store=memory", "feature-flags.flags.checkout.enabled=true");

    static class Listener {

        final List<FeatureFlagChangedEvent> events = new CopyOnWriteArrayList<>();

        @EventListener
        void changed(FeatureFlagChangedEvent event) {
            events.add(event);
        }
    }

    @Test
    void changesApplyAtOnceAndArePublished() {
        runner.withBean(Listener.class).run(context -> {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            assertThat(flags.isEnabled("checkout")).isTrue();

            FlagState off = admin.set("checkout", "false", FlagWrite.by("grace").manually("actuator"));
            assertThat(flags.isEnabled("checkout")).isFalse();
            assertThat(admin.get("checkout")).isEqualTo(off);
            admin.delete("checkout", FlagWrite.by("rollout"));
            assertThat(flags.isEnabled("checkout")).isTrue();
            admin.restore(admin.history("checkout", 10).get(1), FlagWrite.by("ada"));
            assertThat(flags.isEnabled("checkout")).isFalse();

            Listener listener = context.getBean(Listener.class);
            await().untilAsserted(() -> assertThat(listener.events)
                    .extracting(FeatureFlagChangedEvent::source)
                    .containsExactly(ChangeSource.MANUAL, ChangeSource.AUTOMATED, ChangeSource.AUTOMATED));
        });
    }

    @Test
    void flagThatOnlyTheStoreHasIsListedAndAnswers() {
        runner.run(context -> {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            admin.set("ahead", "true", ADA);

            assertThat(admin.list()).extracting(FlagState::name).containsExactly("ahead", "checkout");
            assertThat(context.getBean(FeatureFlags.class).isEnabled("ahead", EvaluationContext.anonymous()))
                    .isTrue();
        });
    }

    @Test
    void allFlagsCanBeDeletedAtOnce() {
        runner.run(context -> {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            List<String> names = List.of("a", "b", "c", "d");
            names.forEach(name -> admin.set(name, "true", FlagWrite.by("ada")));
            assertThat(names).allMatch(flags::isEnabled);

            names.forEach(name -> admin.delete(name, FlagWrite.by("ada")));

            assertThat(names).noneMatch(flags::isEnabled);
        });
    }

    @Test
    void rejectsInvalidChangesBeforeTheyAreWritten() {
        runner.withPropertyValues("feature-flags.redis.max-value-size=20B").run(context -> {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);

            assertThatExceptionOfType(InvalidFlagValueException.class)
                    .isThrownBy(() -> admin.set("checkout", "maybe", ADA));
            assertThatExceptionOfType(InvalidFlagValueException.class)
                    .isThrownBy(() -> admin.set("checkout", "{\"users\": [\"ééé\"]}", ADA))
                    .withMessage("it has 21 bytes, and feature-flags.redis.max-value-size allows 20");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> admin.set("no name", "true", ADA))
                    .withMessageStartingWith("Flag name 'no name' does not match");
            assertThatIllegalArgumentException().isThrownBy(() -> admin.history("checkout", 0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FlagWrite.by(" "))
                    .withMessage("The actor of a change must not be blank");
            assertThat(admin.history(10)).isEmpty();
        });
    }

    @Test
    void historyOfAllFlagsIsMerged() {
        runner.run(context -> {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            admin.set("checkout", "1%", FlagWrite.by("ada"));
            admin.set("ahead", "true", FlagWrite.by("ada"));
            admin.set("checkout", "2%", FlagWrite.by("ada"));

            assertThat(admin.history(2)).extracting(AuditEntry::after).containsExactly("2%", "true");
        });
    }

    @Test
    void importIsPlannedAndKeepsLaterChangesOfOthers() {
        runner.run(context -> {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            admin.set("checkout", "1%", FlagWrite.by("ada"));
            admin.set("old", "true", FlagWrite.by("ada"));
            admin.set("same", "true", FlagWrite.by("ada"));
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            values.put("same", "true");
            values.put("checkout", "2%");
            values.put("old", null);
            values.put("young", "true");

            FlagImport plan = admin.planImport(values);

            assertThat(plan.unchanged()).containsExactly("same");
            assertThat(plan.changes())
                    .extracting(change -> change.before().name(), FlagImport.Change::after)
                    .containsExactly(tuple("checkout", "2%"), tuple("old", null), tuple("young", "true"));
            assertThat(admin.exportValues()).containsOnlyKeys("checkout", "old", "same");

            admin.set("checkout", "3%", FlagWrite.by("grace"));
            Map<String, RuntimeException> failures = admin.carryOut(plan, FlagWrite.by("import"));

            assertThat(failures).containsOnlyKeys("checkout");
            assertThat(failures.get("checkout")).isInstanceOf(FlagConflictException.class);
            assertThat(admin.exportValues())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("checkout", "3%", "same", "true", "young", "true"));
        });
    }

    @Test
    void importNamesAllProblemsAndChangesNothing() {
        runner.run(context -> {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            values.put("checkout", "maybe");
            values.put("no name", "true");

            assertThatExceptionOfType(InvalidFlagValueException.class)
                    .isThrownBy(() -> admin.planImport(values))
                    .withMessageContainingAll("checkout: ", "no name: ");
        });
    }

    @Test
    void auditListenerOfTheApplicationReplacesOurs() {
        List<AuditEntry> reported = new CopyOnWriteArrayList<>();
        runner.withBean(AuditListener.class, () -> reported::add).run(context -> {
            context.getBean(FeatureFlagAdmin.class).set("checkout", "true", FlagWrite.by("ada"));
            assertThat(reported).extracting(AuditEntry::actor).containsExactly("ada");
        });
    }

    @Test
    void rejectsChangesWithoutAStore() {
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with())
                .run(context -> assertThatExceptionOfType(FlagStoreException.class)
                        .isThrownBy(
                                () -> context.getBean(FeatureFlagAdmin.class).set("checkout", "true", ADA))
                        .withMessageStartingWith("Feature flags have no store")
                        .satisfies(ex -> assertThat(ex.isOutcomeKnown()).isTrue()));
    }
}
