package io.featureflags.redis.chaos;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** One of the instances of {@link ChaosTests}: an application of its own. */
final class ChaosInstance {

    private static final EvaluationContext USER = EvaluationContext.of(ChaosFlags.USER);

    private final int number;

    private final String name;

    private final FeatureFlags flags;

    private final FlagStore store;

    private ChaosInstance(int number, String name, ApplicationContext context) {
        this.number = number;
        this.name = name;
        this.flags = context.getBean(FeatureFlags.class);
        this.store = context.getBean(FlagStore.class);
    }

    /**
     * Runs three instances: one as most are, one behind a network that fails, with a short timeout and few rights, and
     * one that may not be told of changes. How often they reconcile is left to chance: often hides what is missed, seldom
     * hides what is wrong with it.
     */
    static void run(ChaosServer server, Random random, Consumer<List<ChaosInstance>> test) {
        List<Setting> settings = List.of(
                new Setting("direct", "spring.data.redis.port=" + server.redis().port()),
                new Setting(
                        "relayed",
                        "spring.data.redis.port=" + server.relay().port(),
                        "spring.data.redis.username=" + ChaosServer.RELAYED,
                        "spring.data.redis.password=" + ChaosServer.PASSWORD,
                        "feature-flags.redis.timeout=250ms",
                        "feature-flags.redis.poll-interval=100ms",
                        "feature-flags.redis.reconcile-interval="
                                + List.of("1h", "30s", "2s").get(random.nextInt(3))),
                new Setting(
                        "polled",
                        "spring.data.redis.port=" + server.redis().port(),
                        "spring.data.redis.username=" + ChaosServer.POLLED,
                        "spring.data.redis.password=" + ChaosServer.PASSWORD,
                        "feature-flags.redis.poll-interval=200ms",
                        "feature-flags.redis.reconcile-interval="
                                + List.of("30s", "10s").get(random.nextInt(2))));
        run(settings, new ArrayList<>(), test);
    }

    private static void run(List<Setting> settings, List<ChaosInstance> instances, Consumer<List<ChaosInstance>> test) {
        if (instances.size() == settings.size()) {
            test.accept(List.copyOf(instances));
            return;
        }
        int number = instances.size();
        Setting setting = settings.get(number);
        new ApplicationContextRunner()
                .withConfiguration(
                        FlagAutoConfigurations.with(DataRedisAutoConfiguration.class))
                .withPropertyValues("spring.application.name=" + setting.name)
                .withPropertyValues(setting.properties.toArray(String[]::new))
                .withPropertyValues(ChaosFlags.properties(number))
                .run(context -> {
                    instances.add(new ChaosInstance(number, setting.name, context));
                    run(settings, instances, test);
                });
    }

    int number() {
        return number;
    }

    boolean isEnabled(String flag) {
        return flags.isEnabled(flag, USER);
    }

    Evaluation evaluate(String flag) {
        return flags.evaluate(flag, USER);
    }

    SyncStatus status() {
        return store.status();
    }

    @Override
    public String toString() {
        return name;
    }

    private record Setting(String name, List<String> properties) {

        Setting(String name, String... properties) {
            this(name, List.of(properties));
        }
    }
}
