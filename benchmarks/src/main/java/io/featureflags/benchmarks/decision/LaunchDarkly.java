package io.featureflags.benchmarks.decision;

import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.subsystems.ComponentConfigurer;
import com.launchdarkly.sdk.server.subsystems.DataSource;

/** Sets up the server SDK of LaunchDarkly, which needs no connection to its service then, and sends no events. */
final class LaunchDarkly {

    private LaunchDarkly() {}

    static LDClient client(ComponentConfigurer<DataSource> flags) {
        return new LDClient(
                "no-key",
                new LDConfig.Builder()
                        .dataSource(flags)
                        .events(Components.noEvents())
                        .logging(Components.noLogging())
                        .build());
    }
}
