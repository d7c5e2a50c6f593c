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

/** Sets up Unleash with features from its bootstrap provider: it fetches, sends and saves nothing. */
public final class UnleashSetUp {

    private UnleashSetUp() {}

    /**
     * Returns a feature with strategies, of which one must match.
     *
     * @param name its name
     * @param enabled whether it is on if a strategy matches
     * @param strategies the strategies
     * @return the JSON of the service
     */
    public static String feature(String name, boolean enabled, Stream<String> strategies) {
        return """
                {"name": "%s", "type": "release", "enabled": %s, "strategies": %s}
                """.formatted(name, enabled, strategies.collect(Collectors.joining(",", "[", "]")));
    }

    /**
     * Returns a document with features.
     *
     * @param features the features
     * @return the JSON of the service
     */
    public static String document(Stream<String> features) {
        return features.collect(Collectors.joining(",", "{\"version\": 2, \"features\": [", "]}"));
    }

    /**
     * Creates a client as in its documentation. Each check passes an event to a thread, even without a subscriber.
     *
     * @param features its features
     * @return the client
     */
    public static Unleash asDocumented(Stream<String> features) {
        return client(features, new UnleashScheduledExecutorImpl());
    }

    /**
     * Creates the fastest client that its settings allow. It discards the events of its checks.
     *
     * @param features its features
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
     * Returns a name for a client. Unleash rejects a second client of the same name.
     *
     * @return a unique name
     */
    public static String newName() {
        return "benchmarks-" + UUID.randomUUID();
    }

    /**
     * Returns the file in which a client saves the fetched features. If it exists at the start, it takes precedence over
     * the bootstrap provider.
     *
     * @param name the client's name
     * @return a file that does not exist
     */
    public static Path backup(String name) {
        return Path.of(System.getProperty("java.io.tmpdir"), name + ".json");
    }

    /**
     * Returns the settings that all clients have in common.
     *
     * @param name the client's name
     * @param backup the file for the fetched features
     * @param executor runs its periodic tasks
     * @return settings without a service
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
            // There is nothing to send.
        }

        @Override
        public Future<Void> scheduleOnce(Runnable runnable) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
