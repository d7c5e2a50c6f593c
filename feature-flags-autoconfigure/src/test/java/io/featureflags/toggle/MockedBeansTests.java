package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** Mocks of Mockito that the application itself declares as beans are not routed. Spies are. */
@ExtendWith(OutputCaptureExtension.class)
class MockedBeansTests {

    private static final String FLAG = "feature-flags.flags.airmail.enabled=";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withPropertyValues("feature-flags.store=memory", "feature-flags.flags.airmail.permanent=true");

    @ParameterizedTest
    @ValueSource(
            classes = {
                MockOfMethods.class,
                MockOfAnInterface.class,
                MockOfAClass.class,
                MockBehindItsInterface.class,
                MockWithAdvice.class,
                MockOfAPrototype.class
            })
    void mocksAnswerAsStubbed(Class<?> application, CapturedOutput output) {
        runner.withUserConfiguration(application)
                .withPropertyValues(FLAG + false)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    Post post = context.getBean(Post.class);
                    assertThat(post.send()).isEqualTo("stubbed");
                    assertThat(output)
                            .doesNotContain("no @FeatureToggle refers to")
                            .doesNotContain("airmail");
                });
    }

    @Test
    void mocksNeedNoRoutingContext() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            new ToggledContexts().initialize(context);
            context.register(MockOfMethods.class);
            context.refresh();
            assertThat(context.getBean(Post.class).send()).isEqualTo("stubbed");
        }
    }

    @Test
    void spiesAreRouted() {
        runner.withUserConfiguration(Spied.class)
                .withPropertyValues(FLAG + true)
                .run(context -> {
                    assertThat(context.getBean(Post.class).send()).isEqualTo("by air");
                    verify(context.getBean(Recorded.class).office()).send();
                });
        runner.withUserConfiguration(Spied.class)
                .withPropertyValues(FLAG + false)
                .run(context -> {
                    assertThat(context.getBean(Post.class).send()).isEqualTo("by ship");
                    verify(context.getBean(Recorded.class).office()).byShip();
                    verifyNoMoreInteractions(context.getBean(Recorded.class).office());
                });
    }

    @Test
    void aMockOfTheFlagsIsWarnedOfOnce(CapturedOutput output) {
        runner.withBean(FeatureFlags.class, () -> mock(FeatureFlags.class))
                .withBean(PostOffice.class)
                .run(context ->
                        assertThat(context.getBean(PostOffice.class).send()).isEqualTo("by ship"));
        assertThat(output).containsOnlyOnce("is a mock of FeatureFlags").containsOnlyOnce("@WithFeature");
    }

    @Test
    void aMockOfTheFlagsServesCodeThatCallsIt(CapturedOutput output) {
        runner.withBean(FeatureFlags.class, () -> mock(FeatureFlags.class))
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("is a mock of FeatureFlags");
    }

    interface Post {

        String send();
    }

    interface ToggledPost extends Post {

        @Override
        @FeatureToggle("airmail")
        String send();
    }

    static class PostOffice implements Post {

        @Override
        @FeatureToggle(value = "airmail", fallback = "byShip")
        public String send() {
            return "by air";
        }

        String byShip() {
            return "by ship";
        }
    }

    static class Ships implements Post {

        @Override
        public String send() {
            return "by ship";
        }
    }

    @FeatureToggle(value = "airmail", fallbackType = Ships.class)
    static class Planes implements Post {

        @Override
        public String send() {
            return "by air";
        }
    }

    static class SlowPost implements ToggledPost {

        @Override
        public String send() {
            return "by air";
        }

        @Async
        void later() {}
    }

    record Recorded(PostOffice office) {}

    static <T extends Post> T stubbed(Class<T> type) {
        T post = mock(type);
        given(post.send()).willReturn("stubbed");
        return post;
    }

    @Configuration(proxyBeanMethods = false)
    static class MockOfMethods {

        @Bean
        PostOffice office() {
            return stubbed(PostOffice.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MockOfAnInterface {

        @Bean
        ToggledPost post() {
            return stubbed(ToggledPost.class);
        }
    }

    /** The legacy bean is absent, as no code calls it. */
    @Configuration(proxyBeanMethods = false)
    static class MockOfAClass {

        @Bean
        Planes planes() {
            return stubbed(Planes.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MockBehindItsInterface {

        @Bean
        Ships ships() {
            return new Ships();
        }

        @Bean
        @Primary
        Post planes() {
            return stubbed(Planes.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class MockWithAdvice {

        @Bean
        SlowPost post() {
            return stubbed(SlowPost.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MockOfAPrototype {

        @Bean
        @Scope("prototype")
        PostOffice office() {
            return stubbed(PostOffice.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Spied {

        @Bean
        Recorded recorded() {
            return new Recorded(spy(new PostOffice()));
        }

        @Bean
        PostOffice office(Recorded recorded) {
            return recorded.office();
        }
    }
}
