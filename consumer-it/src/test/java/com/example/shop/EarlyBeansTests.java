package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureFlags;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.spi.FlagStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** R24: routing creates no bean of the application earlier than usual. */
@ExtendWith(OutputCaptureExtension.class)
class EarlyBeansTests {

    private static final String NOT_ELIGIBLE = "is not eligible for getting processed by all BeanPostProcessors";

    private static final Redis redis = Redis.start();

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void noBeanIsCreatedBeforeAllPostProcessorsExist(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start("servlet", ShopApplication.class)) {
            assertThat(context.getBean(CheckoutService.class).checkout(false)).isEqualTo("legacy checkout at 10");
            assertThat(output).contains("Started").doesNotContain(NOT_ELIGIBLE);
        }
    }

    @Test
    void metersAndFlagsAreCreatedWithTheSingletons(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start("none", ShopApplication.class, Recording.class)) {
            CreationRecorder recorder = context.getBean(CreationRecorder.class);
            for (Class<?> type : List.of(
                    MeterRegistry.class,
                    FlagStore.class,
                    FlagRegistry.class,
                    FeatureFlags.class,
                    CheckoutService.class,
                    Prices.class)) {
                for (String name : context.getBeanNamesForType(type)) {
                    assertThat(recorder.late()).contains(name);
                    assertThat(recorder.early()).doesNotContain(name);
                }
                assertThat(context.getBeanNamesForType(type)).as("beans of %s", type).isNotEmpty();
            }
            assertThat(output).contains("Started").doesNotContain(NOT_ELIGIBLE);
        }
    }

    @Test
    void aPostProcessorThatNeedsTheFlagsIsDetected(CapturedOutput output) {
        try (ConfigurableApplicationContext context =
                start("none", ShopApplication.class, Recording.class, Hasty.class)) {
            assertThat(context.getBean(CreationRecorder.class).early()).contains("featureFlags");
            assertThat(output).contains(NOT_ELIGIBLE);
        }
    }

    private static ConfigurableApplicationContext start(String type, Class<?>... sources) {
        SpringApplication application = new SpringApplicationBuilder(sources).build();
        return application.run(
                "--spring.main.web-application-type=" + type,
                "--server.port=0",
                "--spring.data.redis.port=" + redis.port());
    }

    @Configuration(proxyBeanMethods = false)
    static class Recording {

        @Bean
        static CreationRecorder recorder(DefaultListableBeanFactory beanFactory) {
            return new CreationRecorder(beanFactory);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Hasty {

        @Bean
        static BeanPostProcessor hasty(ObjectProvider<FeatureFlags> flags) {
            flags.getObject();
            return new BeanPostProcessor() {};
        }
    }
}
