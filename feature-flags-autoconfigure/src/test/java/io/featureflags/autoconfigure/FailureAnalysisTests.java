package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.featureflags.FeatureToggle;
import io.featureflags.testing.ImportFlagAutoConfigurations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The message that a developer reads after a failed start. */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

    static class Shop {

        @FeatureToggle(value = "new_checkout_flow", fallback = "legacyChekout")
        String checkout(String user) {
            return user;
        }

        String legacyCheckout(String user) {
            return user;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    static class Application {

        @Bean
        Shop shop() {
            return new Shop();
        }
    }

    static class ToggledShop {

        @FeatureToggle("new_checkout_flow")
        void checkout() {}
    }

    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    static class StrictApplication {

        @Bean
        ToggledShop shop() {
            return new ToggledShop();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    static class EmptyApplication {}

    @Test
    void invalidToggle(CapturedOutput output) {
        run(Application.class, "--feature-flags.store=memory");

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("@FeatureToggle on " + Shop.class.getName() + ".checkout(String) cannot work: its fallback"
                        + " 'legacyChekout' must be a method with the parameters (String), but the class has no"
                        + " method of that name: did you mean legacyCheckout?")
                .contains("Add String legacyChekout(String), or correct the name. Methods with these parameters are:"
                        + " String legacyCheckout(String).");
    }

    @Test
    void undefinedFlagInAStrictApplication(CapturedOutput output) {
        run(StrictApplication.class, "--feature-flags.store=memory", "--feature-flags.strict=true");

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Code refers to feature flags that neither the store nor application.yml defines:"
                        + " new_checkout_flow. feature-flags.strict is true.")
                .contains("Correct the names, SET the flags in Redis, add them to feature-flags.flags, or set"
                        + " feature-flags.strict to false.");
    }

    @Test
    void invalidProperties(CapturedOutput output) {
        run(
                EmptyApplication.class,
                "--feature-flags.redis.poll-interval=0s",
                "--feature-flags.flags.[no name].enabled=true");

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Property: feature-flags.redis.poll-interval")
                .contains("Value: \"PT0S\"")
                .contains("Reason: must be from 10ms to 1h")
                .contains("Reason: flag name 'no name' does not match");
    }

    private static void run(Class<?> application, String... arguments) {
        SpringApplication spring = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .build();
        assertThatException().isThrownBy(() -> spring.run(arguments));
    }
}
