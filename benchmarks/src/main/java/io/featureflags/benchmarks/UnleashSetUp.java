package io.featureflags.benchmarks;

import io.getunleash.DefaultUnleash;
import io.getunleash.Unleash;
import io.getunleash.util.UnleashConfig;
import io.getunleash.util.UnleashScheduledExecutor;
import io.getunleash.util.UnleashScheduledExecutorImpl;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sets up Unleash with features that its bootstrap provider has: it fetches nothing, sends nothing and saves nothing. */
public final class UnleashSetUp {

    private UnleashSetUp() {}

    /**
     * A feature with strategies, of which one must match.
     *
     * @param name its name
     * @param enabled whether it may be on
     * @param strategies the strategies
     * @return as the service writes it
     */
    public static String feature(String name, boolean enabled, Stream<String> strategies) {
        return """
                {"name": "%s", "type": "release", "enabled": %s, "strategies": %s}
                """.formatted(name, enabled, strategies.collect(Collectors.joining(",", "[", "]")));
    }

    /**
     * All features.
     *
     * @param features each of them
     * @return as the service writes them
     */
    public static String document(Stream<String> features) {
        return features.collect(Collectors.joining(",", "{\"version\": 2, \"features\": [", "]}"));
    }

    /**
     * A client as its documentation sets it up: each check hands an event to a thread, whether anyone listens or not.
     *
     * @param features what it knows
     * @return the client
     */
    public static Unleash asDocumented(Stream<String> features) {
        return client(features, new UnleashScheduledExecutorImpl());
    }

    /**
     * The fastest client that its settings allow: the events of its checks go nowhere.
     *
     * @param features what it knows
     * @return the client
     */
    public static Unleash withoutEvents(Stream<String> features) {
        return client(features, new NoThread());
    }

    private static Unleash client(Stream<String> features, UnleashScheduledExecutor executor) {
        String known = document(features);
        String name = newName();
        return new DefaultUnleash(settings(name, backup(name), executor)
                .toggleBootstrapProvider(() -> Optional.of(known))
                .disablePolling()
                .disableMetrics()
                .build());
    }

    /**
     * A name for a client: a second one of the same name is an error to Unleash.
     *
     * @return a name that no other client has
     */
    public static String newName() {
        return "benchmarks-" + UUID.randomUUID();
    }

    /**
     * Where a client saves what it has fetched. If it is there at the start, it wins over the bootstrap provider.
     *
     * @param name the client's name
     * @return a file that is not there
     */
    public static Path backup(String name) {
        return Path.of(System.getProperty("java.io.tmpdir"), name + ".json");
    }

    /**
     * What all clients have in common.
     *
     * @param name the client's name
     * @param backup where it saves what it has fetched
     * @param executor runs what it does now and then
     * @return settings without a service behind them
     */
    public static UnleashConfig.Builder settings(String name, Path backup, UnleashScheduledExecutor executor) {
        return UnleashConfig.builder()
                .appName(name)
                .unleashAPI("http://127.0.0.1:1/api")
                .backupFile(backup.toString())
                .scheduledExecutor(executor);
    }

    private static final class NoThread implements UnleashScheduledExecutor {

        @Override
        public void setInterval(Runnable command, long initialDelaySec, long periodSec) {
            // Nothing is to be sent.
        }

        @Override
        public Future<Void> scheduleOnce(Runnable runnable) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
