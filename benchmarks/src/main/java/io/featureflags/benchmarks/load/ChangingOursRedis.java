package io.featureflags.benchmarks.load;

import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.WithoutMeters;
import io.featureflags.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Ours, checked by name, with the flags in a real Redis, where another client changes them. */
public class ChangingOursRedis extends ChangingFlags {

    private final String[] names = names();

    private final RedisProcess redis = RedisProcess.start();

    private final RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", redis.port()));

    private final RedisCommands<String, String> writer = client.connect().sync();

    private final ConfigurableApplicationContext context;

    private final FeatureFlags flags;

    /** Starts the application. */
    public ChangingOursRedis() {
        values().forEach((name, value) -> writer.set("feature:" + name, value));
        context = new SpringApplicationBuilder(Starter.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties("spring.main.banner-mode=off", "spring.main.log-startup-info=false")
                // As arguments, which take precedence over another Redis in the environment of this machine.
                .run(
                        WithoutMeters.argument(),
                        "--spring.data.redis.host=127.0.0.1",
                        "--spring.data.redis.port=" + redis.port());
        flags = context.getBean(FeatureFlags.class);
    }

    @Override
    boolean isOn(int flag) {
        return flags.isEnabled(names[flag]);
    }

    @Override
    void set(int flag, boolean on) {
        writer.set("feature:" + names[flag], Boolean.toString(on));
    }

    @Override
    void stop() {
        context.close();
        client.shutdown();
        redis.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Starter {}
}
