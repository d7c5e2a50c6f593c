package io.featureflags.benchmarks.decision;

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
final class UnleashSetUp {

    private UnleashSetUp() {}

    /** A feature with strategies, of which one must say yes. */
    static String feature(String name, boolean enabled, Stream<String> strategies) {
        return """
                {"name": "%s", "type": "release", "enabled": %s, "strategies": %s}
                """.formatted(name, enabled, strategies.collect(Collectors.joining(",", "[", "]")));
    }

    /** A client as its documentation sets it up: each check hands an event to a thread, whether anyone listens or not. */
    static Unleash asDocumented(Stream<String> features) {
        return client(features, new UnleashScheduledExecutorImpl());
    }

    /** The fastest client that its settings allow: the events of its checks go nowhere. */
    static Unleash withoutEvents(Stream<String> features) {
        return client(features, new NoThread());
    }

    private static Unleash client(Stream<String> features, UnleashScheduledExecutor executor) {
        String known = features.collect(Collectors.joining(",", "{\"version\": 2, \"features\": [", "]}"));
        // Each has a name of its own: a second client of the same name is an error to Unleash.
        String application = "benchmarks-" + UUID.randomUUID();
        // A backup would win over the bootstrap provider. There is none, and nothing is fetched that would make one.
        String noBackup = Path.of(System.getProperty("java.io.tmpdir"), application + ".json")
                .toString();
        return new DefaultUnleash(UnleashConfig.builder()
                .appName(application)
                .unleashAPI("http://127.0.0.1:1/api")
                .toggleBootstrapProvider(() -> Optional.of(known))
                .backupFile(noBackup)
                .disablePolling()
                .disableMetrics()
                .scheduledExecutor(executor)
                .build());
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
