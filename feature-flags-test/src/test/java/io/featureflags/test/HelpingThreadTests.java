package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContextManager;

/** A thread that waits in one test of a class can run another one meanwhile, as those of a fork-join pool do. */
class HelpingThreadTests {

    @Test
    void bothTestsOfTheThreadEnd() throws Exception {
        TestContextManager spring = new TestContextManager(Waiting.class);
        Waiting test = new Waiting();
        spring.prepareTestInstance(test);
        ApplicationContext context = spring.getTestContext().getApplicationContext();
        Bakery.Oven oven = context.getBean(Bakery.Oven.class);

        spring.beforeTestMethod(test, Waiting.class.getDeclaredMethod("outer"));
        spring.beforeTestMethod(test, Waiting.class.getDeclaredMethod("inner"));
        assertThat(oven.bread()).isEqualTo("yeast");
        spring.afterTestMethod(test, Waiting.class.getDeclaredMethod("inner"), null);
        assertThat(oven.bread()).isEqualTo("sourdough");
        spring.afterTestMethod(test, Waiting.class.getDeclaredMethod("outer"), null);

        assertThat(oven.bread()).isEqualTo("yeast");
        assertThatIllegalStateException()
                .isThrownBy(() -> TestFeatureFlags.of(context).on("sourdough"))
                .withMessageContaining("none runs in this application context");
    }

    @SpringBootTest
    static class Waiting {

        @WithFeature("sourdough")
        void outer() {}

        @WithoutFeature("sourdough")
        void inner() {}
    }
}
