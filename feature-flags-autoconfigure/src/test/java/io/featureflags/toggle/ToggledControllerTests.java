package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Controller;

/** A toggled controller gets a class proxy even if JDK proxies are configured, or else it stops the start. */
class ToggledControllerTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class)
            .withPropertyValues("spring.aop.proxy-target-class=false");

    interface Page {

        String page();
    }

    @Controller
    static class PageController implements Page {

        @Override
        @FeatureToggle(value = "page", fallback = "legacyPage")
        public String page() {
            return "new";
        }

        public String legacyPage() {
            return "legacy";
        }
    }

    @Controller
    static final class FinalController implements Page {

        @Override
        @FeatureToggle(value = "page", fallback = "legacyPage")
        public String page() {
            return "new";
        }

        public String legacyPage() {
            return "legacy";
        }
    }

    @Controller
    interface ControllerPage {

        String page();
    }

    static final class FinalControllerOfInterface implements ControllerPage {

        @Override
        @FeatureToggle(value = "page", fallback = "legacyPage")
        public String page() {
            return "new";
        }

        public String legacyPage() {
            return "legacy";
        }
    }

    @Test
    void controllerGetsAClassProxy() {
        runner.withBean(PageController.class, () -> new PageController()).run(context -> {
            assertThat(AopUtils.isCglibProxy(context.getBean(Page.class))).isTrue();
            assertThat(context.getBean(Page.class).page()).isEqualTo("legacy");
        });
    }

    @Test
    void finalControllerOfAnnotatedInterfaceIsRouted() {
        runner.withBean(FinalControllerOfInterface.class, () -> new FinalControllerOfInterface())
                .run(context -> {
                    assertThat(AopUtils.isJdkDynamicProxy(context.getBean(ControllerPage.class)))
                            .isTrue();
                    assertThat(context.getBean(ControllerPage.class).page()).isEqualTo("legacy");
                });
    }

    @Test
    void finalControllerStopsTheStart() {
        runner.withBean(FinalController.class, () -> new FinalController())
                .run(context -> assertRejected(context.getStartupFailure(), FinalController.class));
    }

    @Test
    void controllerBehindAnotherJdkProxyStopsTheStart() {
        runner.withBean(PageController.class, () -> new PageController())
                .withBean(DefaultPointcutAdvisor.class, () -> {
                    NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
                    pointcut.addMethodName("page");
                    return new DefaultPointcutAdvisor(pointcut, (MethodInterceptor) call -> call.proceed());
                })
                .run(context -> assertRejected(context.getStartupFailure(), PageController.class));
    }

    private static void assertRejected(@Nullable Throwable failure, Class<?> controller) {
        assertThat(failure).rootCause().isInstanceOfSatisfying(InvalidFeatureToggleException.class, ex -> {
            assertThat(ex)
                    .hasMessage("@FeatureToggle on " + controller.getName() + ".page() cannot work: the bean is a"
                            + " controller behind a JDK proxy, but none of the proxy's interfaces is annotated as one,"
                            + " so that its mappings would be lost: [Page, SpringProxy, Advised, DecoratingProxy].");
            assertThat(ex.action())
                    .isEqualTo("Set spring.aop.proxy-target-class to true and make the class non-final, or move the"
                            + " annotations of the controller to an interface of the class.");
        });
    }
}
