package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import org.apache.camel.Consume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/** A toggle on a method that a library or the container calls on the bean itself is named at the start. */
@ExtendWith(OutputCaptureExtension.class)
class BareBeanCallersTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class);

    static class Letters {

        @Consume("direct:letters")
        @FeatureToggle(value = "letters", otherwise = Otherwise.SKIP)
        public void receive(String letter) {}
    }

    @Test
    void methodsThatCamelCallsAreNamedOnce(CapturedOutput output) {
        runner.withBean("first", Letters.class)
                .withBean("second", Letters.class)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsOnlyOnce("WARN")
                .contains(Letters.class.getName() + ".receive(String) with @Consume (flag letters)")
                .contains("FeatureFlags.route");
    }

    static class Clockwork {

        @EventListener
        @FeatureToggle(value = "heard", otherwise = Otherwise.SKIP)
        public void hear(String event) {}

        @Scheduled(fixedDelay = 1000)
        @FeatureToggle(value = "tick", otherwise = Otherwise.SKIP)
        public void tick() {}
    }

    @Test
    void methodsThatSpringCallsOnTheProxyAreNotNamed(CapturedOutput output) {
        runner.withBean(Clockwork.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("WARN");
    }

    @Configuration(proxyBeanMethods = false)
    static class InitConfiguration {

        @Bean(initMethod = "fill")
        Tank tank() {
            return new Tank();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class DestroyConfiguration {

        @Bean(destroyMethod = "fill")
        Tank tank() {
            return new Tank();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WholeConfiguration {

        @Bean(initMethod = "fill")
        Reservoir reservoir() {
            return new Reservoir();
        }

        @Bean
        OldReservoir oldReservoir() {
            return new OldReservoir();
        }
    }

    static class Tank {

        @FeatureToggle(value = "tank", otherwise = Otherwise.SKIP)
        public void fill() {}
    }

    static class OldReservoir {

        public void fill() {}

        public void drain() {}
    }

    @FeatureToggle(value = "reservoir", fallbackType = OldReservoir.class)
    static class Reservoir {

        public void fill() {}

        public void drain() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {InitConfiguration.class, DestroyConfiguration.class})
    void initAndDestroyMethodsStopTheStart(Class<?> configuration) {
        runner.withUserConfiguration(configuration)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("Tank.fill()")
                        .hasMessageContaining("the init or destroy method of bean 'tank'"));
    }

    @Test
    void initMethodOfAToggledClassRunsAsItIs() {
        runner.withUserConfiguration(WholeConfiguration.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    static class Priced {

        @Value("1")
        @FeatureToggle(value = "priced", otherwise = Otherwise.SKIP)
        public void setPrice(int price) {}
    }

    @Test
    void injectionOfAValueStopsTheStart() {
        runner.withBean(Priced.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("the container calls the method on the bean itself"));
    }

    /** The final method {@code health} of the super-class uses its fields. */
    static class Turbine extends AbstractHealthIndicator {

        @Override
        @FeatureToggle(value = "turbine", otherwise = Otherwise.SKIP)
        protected void doHealthCheck(Health.Builder builder) {
            builder.up();
        }
    }

    @Test
    void templateOfAHealthIndicatorStopsTheStart() {
        runner.withBean(Turbine.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("Turbine.doHealthCheck(Builder) cannot work"));
    }
}
