package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.LiveValue;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

@SpringBootTest
@Import(TestFeatureFlagsTests.Events.class)
@WithFeature("thick_slices")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TestFeatureFlagsTests {

    private static final String WINDOW = "{\"from\": \"2030-01-01T00:00:00Z\", \"until\": \"2031-01-01T00:00:00Z\"}";

    @Autowired
    private TestFeatureFlags flags;

    @Autowired
    private Bakery.Oven oven;

    @Autowired
    private FeatureFlags api;

    @Autowired
    private FeatureFlagAdmin admin;

    @Autowired
    private Events events;

    @BeforeAll
    void annotationOfTheClassIsInForce() {
        assertThatThrownBy(() -> flags.on("sourdough"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "No test of TestFeatureFlagsTests would notice: each begins with the flags of its annotations."
                                + " Annotate the class, or set the flag in @BeforeEach.");
        assertThat(oven.slice()).isEqualTo("thick");
    }

    @AfterAll
    void annotationOfTheClassIsStillInForce() {
        assertThat(oven.slice()).isEqualTo("thick");
    }

    @Test
    void valuesAreThoseOfTheTest(@Autowired FlagRegistry registry) {
        LiveValue<String> handle = registry.value("sourdough", "none");
        flags.set(
                "sourdough",
                "{\"enabled\": true, \"variants\": [{\"name\": \"rye\"}, {\"name\": \"spelt\", \"users\": [\"ada\"], \"weight\": 0}]}");

        assertThat(api.value("sourdough", "none")).isEqualTo("rye");
        assertThat(handle.get()).isEqualTo("rye");
        assertThat(BoundContext.<String, RuntimeException>call(EvaluationContext.of("ada"), handle::get))
                .isEqualTo("spelt");
        assertThat(api.evaluate("sourdough", EvaluationContext.of("ada")).variant())
                .isEqualTo("spelt");
    }

    @Test
    void flagIsSwitchedForEveryWayToCheckIt() {
        Flag handle = api.flag("sourdough");
        flags.on("sourdough");
        assertThat(oven.bread()).isEqualTo("sourdough");
        assertThat(oven.routed()).isEqualTo("sourdough");
        assertThat(api.isEnabled("sourdough")).isTrue();
        assertThat(handle.isEnabled(io.featureflags.EvaluationContext::anonymous))
                .isTrue();
        flags.off("sourdough");
        assertThat(oven.bread()).isEqualTo("yeast");
        assertThat(oven.routed()).isEqualTo("yeast");

        assertThat(flags.branch("sourdough")).isEqualTo(new BranchCalls(2, 2));
        assertThat(flags.branch("delivery")).isEqualTo(new BranchCalls(0, 0));
    }

    @Test
    void actionHasAValueOfItsOwn() {
        flags.on("sourdough");
        flags.with("sourdough", "false", () -> assertThat(oven.bread()).isEqualTo("yeast"));
        assertThat(oven.bread()).isEqualTo("sourdough");
        flags.with("delivery", "true", () -> assertThat(oven.deliver("ann")).isEqualTo("delivered"));
        assertThat(oven.deliver("ann")).isEqualTo("picked up");
    }

    @Test
    void resetGoesBackToTheAnnotations() {
        flags.off("thick_slices").on("sourdough").reset();

        assertThat(oven.slice()).isEqualTo("thick");
        assertThat(oven.bread()).isEqualTo("yeast");
    }

    @Test
    void windowsAreDecidedAtTheTimeOfTheTest() {
        flags.set("sourdough", WINDOW);
        assertThat(oven.bread()).isEqualTo("yeast");
        flags.at(Instant.parse("2030-06-01T00:00:00Z"));
        assertThat(oven.bread()).isEqualTo("sourdough");
        flags.at(Instant.parse("2031-06-01T00:00:00Z"));
        assertThat(oven.bread()).isEqualTo("yeast");
    }

    @Test
    void storedFlagFollowsTheTimeAndTheFlagsOfTheTest() {
        admin.set("sourdough", WINDOW, FlagWrite.by("a test"));
        admin.set("delivery", "{\"requires\": [\"thick_slices\"]}", FlagWrite.by("a test"));

        assertThat(oven.bread()).isEqualTo("yeast");
        assertThat(oven.deliver("ann")).isEqualTo("delivered");
        flags.at(Instant.parse("2030-06-01T00:00:00Z")).off("thick_slices");
        assertThat(oven.bread()).isEqualTo("sourdough");
        assertThat(oven.deliver("ann")).isEqualTo("picked up");
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void adminChangesTheApplication() {
        admin.set("delivery", "true", FlagWrite.by("a test"));
        assertThat(oven.deliver("ann")).isEqualTo("delivered");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void changeOfTheApplicationEndedWithItsTest() {
        assertThat(oven.deliver("ann")).isEqualTo("picked up");
        assertThat(admin.history("delivery", 10)).isEmpty();
    }

    @Test
    void nothingReachesTheStoreOrItsListeners(@Autowired FlagStore store) {
        int before = events.count.get();
        flags.on("sourdough").off("sourdough");

        assertThat(store.status().mode()).isEqualTo(SyncMode.MEMORY);
        assertThat(admin.get("sourdough").value()).isNull();
        assertThat(events.count).hasValue(before);
    }

    @Test
    void mistakesLoseNothing() {
        flags.on("sourdough");
        assertThatThrownBy(() -> flags.off("sourduogh"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Did you mean 'sourdough'?");
        assertThatThrownBy(() -> flags.set("sourdough", "maybe")).isInstanceOf(InvalidFlagValueException.class);
        assertThat(oven.bread()).isEqualTo("sourdough");
        assertThat(flags.header()).containsOnlyKeys("X-Feature-Flags-Test");
    }

    /** Counts the events of changes. */
    static class Events {

        private final AtomicInteger count = new AtomicInteger();

        @EventListener
        void changed(FeatureFlagChangedEvent event) {
            count.incrementAndGet();
        }
    }
}
