package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A package-private interface in another package than the routing, which needs reflective access. */
class HiddenInterfaceTests {

    interface Checkout {

        String checkout();

        String legacyCheckout();
    }

    static class Shop implements Checkout {

        @Override
        @FeatureToggle(value = "checkout", fallback = "legacyCheckout")
        public String checkout() {
            return "new";
        }

        @Override
        public String legacyCheckout() {
            return "legacy";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LegacyAdvice {

        @Bean
        static DefaultPointcutAdvisor bracketsAroundLegacy() {
            NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
            pointcut.setMappedName("legacyCheckout");
            return new DefaultPointcutAdvisor(
                    pointcut, (MethodInterceptor) invocation -> "[" + invocation.proceed() + "]");
        }
    }

    @Test
    void adviceOfTheLegacyMethodAppliesBehindAJdkProxy() {
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
                .withPropertyValues("feature-flags.store=memory", "spring.aop.proxy-target-class=false")
                .withUserConfiguration(LegacyAdvice.class)
                .withBean(Shop.class, () -> new Shop())
                .run(context ->
                        assertThat(context.getBean(Checkout.class).checkout()).isEqualTo("[legacy]"));
    }
}
