package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.testing.FlagAutoConfigurations;
import java.util.function.Function;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Toggled beans that the container creates in unusual ways are routed, or stop the start. */
class UnusualBeansTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withPropertyValues("feature-flags.store=memory");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lambdasAreRouted(boolean classProxies) {
        runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies)
                .withBean(Translator.class, () -> text -> "new " + text)
                .run(context -> assertThat(context.getBean(Translator.class).apply("word"))
                        .isEqualTo("old word"));
    }

    @ParameterizedTest
    @ValueSource(classes = {ToggledPostProcessor.class, OrderedDependency.class, Dependency.class})
    void postProcessorsOfTheFactoryAreTooEarly(Class<?> application) {
        runner.withUserConfiguration(application)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(InvalidFeatureToggleException.class)
                        .hasMessageContaining("was created before toggled methods could be routed"));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void advisorsAreNotCreatedForOurPostProcessors(CapturedOutput output) {
        runner.withBean("lamp", Lamp.class)
                .withUserConfiguration(AdvisedByALamp.class)
                .run(context -> assertThat(context.getBean(Lamp.class).shine()).isEqualTo("dim"));
        assertThat(output).doesNotContain("is not eligible for getting processed by all BeanPostProcessors");
    }

    interface Translator extends Function<String, String> {

        @Override
        @FeatureToggle(value = "translator", fallback = "literally")
        String apply(String text);

        default String literally(String text) {
            return "old " + text;
        }
    }

    static class ToggledPostProcessor implements BeanFactoryPostProcessor {

        @Override
        @FeatureToggle(value = "early", otherwise = Otherwise.SKIP)
        public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {}
    }

    static class Lamp {

        @FeatureToggle(value = "bright", fallback = "dim")
        public String shine() {
            return "bright";
        }

        String dim() {
            return "dim";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Dependency {

        @Bean
        static Lamp lamp() {
            return new Lamp();
        }

        @Bean
        static BeanFactoryPostProcessor postProcessor(Lamp lamp) {
            return beanFactory -> lamp.shine();
        }
    }

    static class LampFirst implements BeanFactoryPostProcessor, Ordered {

        LampFirst(Lamp lamp) {
            lamp.shine();
        }

        @Override
        public int getOrder() {
            return 0;
        }

        @Override
        public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class OrderedDependency {

        @Bean
        static Lamp lamp() {
            return new Lamp();
        }

        @Bean
        static LampFirst postProcessor(Lamp lamp) {
            return new LampFirst(lamp);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AdvisedByALamp {

        @Bean
        Advisor advisor(Lamp lamp) {
            NameMatchMethodPointcut nothing = new NameMatchMethodPointcut();
            nothing.setMappedName(lamp.getClass().getName());
            return new DefaultPointcutAdvisor(nothing, (MethodInterceptor) call -> call.proceed());
        }
    }
}
