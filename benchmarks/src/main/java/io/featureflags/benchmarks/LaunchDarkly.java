package io.featureflags.benchmarks;

import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.subsystems.ComponentConfigurer;
import com.launchdarkly.sdk.server.subsystems.DataSource;
import com.launchdarkly.sdk.server.subsystems.EventProcessor;

/** Sets up the server SDK of LaunchDarkly, which needs no connection to its service here. */
public final class LaunchDarkly {

    private LaunchDarkly() {}

    /**
     * Creates a client without events.
     *
     * @param flags the source of its flags
     * @return the client
     */
    public static LDClient client(ComponentConfigurer<DataSource> flags) {
        return client(flags, Components.noEvents());
    }

    /**
     * Creates a client that sends events of its answers.
     *
     * @param flags the source of its flags
     * @param events the processor of its events
     * @return the client
     */
    public static LDClient client(ComponentConfigurer<DataSource> flags, ComponentConfigurer<EventProcessor> events) {
        return new LDClient(
                "no-key",
                new LDConfig.Builder()
                        .dataSource(flags)
                        .events(events)
                        .diagnosticOptOut(true)
                        .logging(Components.noLogging())
                        .build());
    }
}
