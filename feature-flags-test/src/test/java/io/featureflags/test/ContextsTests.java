package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.featureflags.FeatureFlags;
import io.featureflags.memory.MemoryStore;
import io.featureflags.spi.FlagStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ExtendWith(OutputCaptureExtension.class)
class ContextsTests {

    @Test
    void annotationsShareOneContextWhichLogsNothing(CapturedOutput output) {
        int contexts = Bakery.CONTEXTS.get();

        TestRun run = TestRun.of(First.class, Second.class, Third.class);

        assertThat(run.failures()).isEmpty();
        assertThat(Bakery.CONTEXTS.get() - contexts).isEqualTo(1);
        assertThat(output.toString().lines().filter(line -> line.contains("featureflags.") && !line.contains("$")))
                .noneMatch(line -> line.contains(".cache.") || line.contains(".hygiene."));
    }

    @Test
    void slicesAreRoutedToo(CapturedOutput output) {
        TestRun run = TestRun.of(Slice.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(3);
        assertThat(output)
                .contains("Neither the code nor application.yml has a feature flag 'only_elsewhere'. The flags are [");
    }

    @Test
    void propertyOfTheTestClassWins() {
        assertThat(TestRun.of(OwnProperty.class).failures()).isEmpty();
    }

    @Test
    void runnerHasTheFlagsOfATest() {
        new ApplicationContextRunner()
                .withConfiguration(FeatureFlagsTest.configurations())
                .withUserConfiguration(Bakery.Oven.class)
                .run(context -> {
                    TestFeatureFlags flags = TestFeatureFlags.of(context);
                    Bakery.Oven oven = context.getBean(Bakery.Oven.class);
                    assertThat(oven.bread()).isEqualTo("yeast");
                    flags.on("sourdough");
                    assertThat(oven.bread()).isEqualTo("sourdough");
                    assertThat(flags.branch("sourdough")).isEqualTo(new BranchCalls(1, 1));
                    assertThat(context).hasSingleBean(FeatureFlags.class);
                });
        new ApplicationContextRunner()
                .run(context -> assertThatThrownBy(() -> TestFeatureFlags.of(context))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(
                                "The application context has no feature flags for tests. Configure an ApplicationContextRunner"
                                        + " with FeatureFlagsTest.configurations(). In a test class, check that"
                                        + " feature-flags-autoconfigure is not excluded."));
    }

    @Test
    void consistencyOfRequestsKeepsNoAnswerOfTheTestThread() {
        assertThat(TestRun.of(Consistent.class).failures()).isEmpty();
    }

    @SpringBootTest(properties = "context=counted")
    @WithFeature("sourdough")
    static class First {

        @Test
        void on(@Autowired Bakery.Oven oven) {
            assertThat(oven.bread()).isEqualTo("sourdough");
        }
    }

    @SpringBootTest(properties = "context=counted")
    @WithoutFeature("sourdough")
    static class Second {

        @Test
        void off(@Autowired Bakery.Oven oven) {
            assertThat(oven.bread()).isEqualTo("yeast");
        }
    }

    @SpringBootTest(properties = "context=counted")
    static class Third {

        @FeatureVariations({"sourdough", "thick_slices"})
        void both(@Autowired Bakery.Oven oven, @Feature("sourdough") boolean sourdough) {
            assertThat(oven.bread()).isEqualTo(sourdough ? "sourdough" : "yeast");
        }
    }

    @WebMvcTest(Bakery.Counter.class)
    @Import(Bakery.Oven.class)
    static class Slice {

        @Autowired
        private MockMvcTester mvc;

        @Test
        @WithFeature("sourdough")
        void on() {
            assertThat(mvc.get().uri("/bread")).hasBodyTextEqualTo("sourdough");
        }

        @Test
        void off() {
            assertThat(mvc.get().uri("/bread")).hasBodyTextEqualTo("yeast");
        }

        @Test
        @WithFeature("only_elsewhere")
        void flagOfOtherCode(@Autowired FeatureFlags flags) {
            assertThat(flags.isEnabled("only_elsewhere")).isTrue();
        }
    }

    @SpringBootTest(properties = {"feature-flags.store=redis", "feature-flags.redis.startup-wait=0ms"})
    static class OwnProperty {

        @Test
        @WithFeature("sourdough")
        void storeIsThatOfTheProperty(@Autowired List<FlagStore> stores, @Autowired Bakery.Oven oven) {
            assertThat(stores).singleElement().isNotInstanceOf(MemoryStore.class);
            assertThat(oven.bread()).isEqualTo("sourdough");
        }
    }

    @SpringBootTest(properties = "feature-flags.request-consistency=true")
    static class Consistent {

        @Test
        @WithFeature("delivery")
        void lastSettingHasEffect(@Autowired Bakery.Oven oven, TestFeatureFlags flags) {
            assertThat(oven.bread()).isEqualTo("yeast");
            flags.on("sourdough");
            assertThat(oven.bread()).isEqualTo("sourdough");
        }
    }
}
