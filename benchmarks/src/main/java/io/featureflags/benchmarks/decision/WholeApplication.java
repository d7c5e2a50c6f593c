package io.featureflags.benchmarks.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.Source;
import io.featureflags.benchmarks.WithoutMeters;
import io.featureflags.testing.RedisProcess;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application as users have it: the starter with every auto-configuration, a web server, Actuator, toggled methods, and
 * flags of all kinds in a real Redis.
 */
final class WholeApplication implements AutoCloseable {

    private static final String ONLY_CONFIGURED = "only-configured";

    private final RedisProcess redis = RedisProcess.start();

    private final ConfigurableApplicationContext context;

    private final FeatureFlags flags;

    private final Shop shop;

    private WholeApplication(String... arguments) {
        for (OnOffFlag flag : OnOffFlag.values()) {
            set(flag.name(), Boolean.toString(flag.isOn()));
            set(onlyInRedis(flag), Boolean.toString(flag.isOn()));
        }
        for (OtherFlag flag : OtherFlag.values()) {
            set(flag.name(), flag.value());
        }
        context = new SpringApplicationBuilder(ShopApplication.class)
                .registerShutdownHook(false)
                .properties("spring.main.banner-mode=off", "logging.level.root=error")
                // As arguments, which take precedence over another Redis in the environment of this machine.
                .run(Stream.concat(
                                Arrays.stream(arguments),
                                Stream.of(
                                        "--server.port=0",
                                        "--spring.data.redis.host=127.0.0.1",
                                        "--spring.data.redis.port=" + redis.port(),
                                        "--feature-flags.redis.startup-wait=10s",
                                        "--feature-flags.flags." + ONLY_CONFIGURED + ".enabled=true"))
                        .toArray(String[]::new));
        flags = context.getBean(FeatureFlags.class);
        shop = context.getBean(Shop.class);
        Arrays.stream(OnOffFlag.values()).forEach(flag -> awaitValue(onlyInRedis(flag)));
        Arrays.stream(OtherFlag.values()).forEach(flag -> awaitValue(flag.name()));
    }

    static WholeApplication withMeters() {
        return new WholeApplication();
    }

    static WholeApplication withoutMeters() {
        return new WholeApplication(WithoutMeters.argument());
    }

    /** Returns the name of a flag that neither code nor configuration mentions. */
    static String onlyInRedis(OnOffFlag flag) {
        return flag.name() + ".tenant";
    }

    /** Returns the names of flags that are not on or off, and of some that Redis does not have. */
    static String[] otherNames() {
        return Stream.concat(
                        Arrays.stream(OtherFlag.values()).map(OtherFlag::name),
                        Stream.of(ONLY_CONFIGURED, "made.up.1", "made.up.2", "no valid name"))
                .toArray(String[]::new);
    }

    private void set(String flag, String value) {
        redis.run("SET", "feature:" + flag, value);
    }

    /** Waits for the value of a flag that is read from Redis when it is first asked. */
    private void awaitValue(String flag) {
        while (flags.evaluate(flag, EvaluationContext.anonymous()).source() != Source.REDIS) {
            Thread.onSpinWait();
        }
    }

    FeatureFlags flags() {
        return flags;
    }

    /** Calls the toggled methods, and returns in how many of them the flag was on. */
    int callToggledMethods() {
        return shop.checkout()
                + shop.recommendations()
                + shop.search()
                + shop.reviews()
                + shop.wishLists()
                + shop.giftCards()
                + shop.chat()
                + shop.delivery();
    }

    @Override
    public void close() {
        context.close();
        redis.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ShopApplication {

        @Bean
        Shop shop() {
            return new Shop();
        }
    }

    /** A toggled method for each of the flags that are on or off. */
    static class Shop {

        @FeatureToggle(value = "NEW_CHECKOUT_FLOW", fallback = "legacy")
        int checkout() {
            return 1;
        }

        @FeatureToggle(value = "AI_RECOMMENDATIONS", fallback = "legacy")
        int recommendations() {
            return 1;
        }

        @FeatureToggle(value = "FAST_SEARCH", fallback = "legacy")
        int search() {
            return 1;
        }

        @FeatureToggle(value = "REVIEWS_WITH_PICTURES", fallback = "legacy")
        int reviews() {
            return 1;
        }

        @FeatureToggle(value = "WISH_LISTS", fallback = "legacy")
        int wishLists() {
            return 1;
        }

        @FeatureToggle(value = "GIFT_CARDS", fallback = "legacy")
        int giftCards() {
            return 1;
        }

        @FeatureToggle(value = "LIVE_CHAT", fallback = "legacy")
        int chat() {
            return 1;
        }

        @FeatureToggle(value = "SAME_DAY_DELIVERY", fallback = "legacy")
        int delivery() {
            return 1;
        }

        int legacy() {
            return 0;
        }
    }
}
