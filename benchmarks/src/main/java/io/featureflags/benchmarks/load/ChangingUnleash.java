package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.UnleashSetUp;
import io.getunleash.DefaultUnleash;
import io.getunleash.Unleash;
import io.getunleash.UnleashContext;
import io.getunleash.event.ClientFeaturesResponse;
import io.getunleash.util.UnleashConfig;
import io.getunleash.util.UnleashScheduledExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Unleash, without the events of its checks. A fetcher stands for its service, and is called at each change instead of
 * every ten seconds. Unleash writes the features to a file each time, as always.
 */
public class ChangingUnleash extends ChangingFlags {

    private final String[] names = names();

    private final boolean[] on = new boolean[names.length];

    private final UnleashContext user =
            UnleashContext.builder().userId("user_12345").build();

    private final ManualExecutor executor = new ManualExecutor();

    private final Path backup;

    private final Unleash client;

    /** Creates the client. */
    public ChangingUnleash() {
        this(UnleashConfig.Builder::disableMetrics);
    }

    ChangingUnleash(UnaryOperator<UnleashConfig.Builder> more) {
        String name = UnleashSetUp.newName();
        backup = UnleashSetUp.backup(name);
        client = new DefaultUnleash(more.apply(UnleashSetUp.settings(name, backup, executor)
                        .unleashFeatureFetcherFactory(config -> () -> ClientFeaturesResponse.updated(features()))
                        .synchronousFetchOnInitialisation(true))
                .build());
    }

    private String features() {
        return UnleashSetUp.document(IntStream.range(0, names.length)
                .mapToObj(flag -> UnleashSetUp.feature(names[flag], on[flag], Stream.of("{\"name\": \"default\"}"))));
    }

    /** Runs the periodic tasks of the client: it fetches the features, and sends counts if it has any. */
    final void runTasks() {
        executor.commands.forEach(Runnable::run);
    }

    @Override
    boolean isOn(int flag) {
        return client.isEnabled(names[flag], user);
    }

    @Override
    void set(int flag, boolean value) {
        on[flag] = value;
        executor.commands.get(0).run();
    }

    @Override
    void stop() throws IOException {
        client.shutdown();
        Files.deleteIfExists(backup);
    }

    private static final class ManualExecutor implements UnleashScheduledExecutor {

        private final List<Runnable> commands = new ArrayList<>();

        @Override
        public void setInterval(Runnable command, long initialDelaySec, long periodSec) {
            commands.add(command);
        }

        @Override
        public Future<Void> scheduleOnce(Runnable runnable) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
