package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.cache.UndefinedFlagsException;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.RedisProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** R45: unknown flags and typos are visible. */
@ExtendWith(OutputCaptureExtension.class)
class StartReportTests {

    private static final String UNDEFINED =
            "Feature flags that code refers to and that neither the store nor application.yml defines: ";

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(DataRedisAutoConfiguration.class))
            .withPropertyValues("spring.data.redis.port=" + redis.port(), "feature-flags.redis.startup-wait=20s")
            .withUserConfiguration(Shop.class);

    @AfterEach
    void stop() {
        redis.close();
    }

    static class Checkout {

        @FeatureToggle(value = "new_checkout_flow", fallback = "legacy")
        String checkout() {
            return "new";
        }

        @FeatureToggle(value = "Express.Checkout", fallback = "legacy", enabledByDefault = true)
        String express() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    static class Invoices {

        @FeatureToggle(value = "pdf_invoices", fallback = "legacy")
        String invoice() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Shop {

        @Bean
        Checkout checkout() {
            return new Checkout();
        }

        @Bean
        @Lazy
        Invoices invoices() {
            return new Invoices();
        }
    }

    @Test
    void undefinedFlagsAreListedOnceAlsoThoseOfLateBeans(CapturedOutput output) {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output).containsOnlyOnce(UNDEFINED + "Express.Checkout, new_checkout_flow, pdf_invoices.");
        });
    }

    @Test
    void definedFlagsAreNotListed(CapturedOutput output) {
        redis.run("SET", "feature:new_checkout_flow", "false");
        redis.run("SET", "feature:pdf_invoices", "false");
        runner.withPropertyValues("feature-flags.flags.[Express.Checkout].owner=team-checkout")
                .run(context -> assertThat(output)
                        .doesNotContain(UNDEFINED)
                        .doesNotContain("that no @FeatureToggle refers to")
                        .doesNotContain("do not describe what they switch"));
    }

    @Test
    void definedFlagsWithoutReferencesAreListed(CapturedOutput output) {
        redis.run("SET", "feature:new_checkout_flow", "{\"requires\": [\"payment\"]}");
        runner.withPropertyValues(
                        "feature-flags.flags.payment.enabled=true",
                        "feature-flags.flags.gone_long_ago.enabled=true",
                        "feature-flags.flags.also_gone.enabled=false")
                .run(context -> assertThat(output)
                        .containsOnlyOnce(
                                "Feature flags that application.yml defines and that no @FeatureToggle refers to: also_gone,"
                                        + " gone_long_ago."));
    }

    @Test // R34
    void nameThatDiffersInSignsOnlyIsPointedOut(CapturedOutput output) {
        runner.withPropertyValues("feature-flags.flags.express-checkout.enabled=true")
                .run(context -> assertThat(output)
                        .containsOnlyOnce("Feature flag 'Express.Checkout', which code refers to, is not defined, and"
                                + " 'express-checkout' is. They are two flags"));
    }

    @Test
    void vagueNamesHaveOneHint(CapturedOutput output) {
        runner.withPropertyValues(
                        "feature-flags.store=memory",
                        "feature-flags.flags.flag1.enabled=true",
                        "feature-flags.flags.new_feature.enabled=true")
                .run(context -> assertThat(output)
                        .containsOnlyOnce(
                                "The names of feature flags flag1, new_feature do not describe what they switch."));
    }

    @Test
    void strictStopsTheStart() {
        redis.run("SET", "feature:pdf_invoices", "false");
        runner.withPropertyValues("feature-flags.strict=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(UndefinedFlagsException.class)
                        .hasMessage("Code refers to feature flags that neither the store nor application.yml defines:"
                                + " Express.Checkout, new_checkout_flow"));
    }

    @Test
    void strictAcceptsDefinedFlags() {
        redis.run("MSET", "feature:pdf_invoices", "false", "feature:new_checkout_flow", "nonsense");
        runner.withPropertyValues("feature-flags.strict=true", "feature-flags.flags.[Express.Checkout].enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void strictCountsTheFileAloneWhereThereIsNoStore() {
        runner.withPropertyValues("feature-flags.strict=true", "feature-flags.store=memory")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void strictStopsNothingWhileRedisIsAway(CapturedOutput output) {
        redis.kill();
        runner.withPropertyValues("feature-flags.strict=true").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output)
                    .containsOnlyOnce(
                            "feature-flags.strict could not be checked for Express.Checkout, new_checkout_flow,"
                                    + " pdf_invoices: the store has not responded");
        });
    }
}
