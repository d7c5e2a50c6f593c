package io.featureflags.benchmarks.sync;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * LaunchDarkly with its test data, offline and without events. Its own copy of each flag, and the model for checks, are
 * both counted. An application on its service has the model only.
 */
final class MemoryLaunchDarkly implements FlagHolder {

    private final TestData data = TestData.dataSource();

    private final LDContext user = LDContext.create("user_12345");

    private final LDClient client = new LDClient(
            "no-key",
            new LDConfig.Builder()
                    .dataSource(data)
                    .events(Components.noEvents())
                    .logging(Components.noLogging())
                    .build());

    @Override
    public void learn(int from, int to) {
        for (int number = from; number < to; number++) {
            String name = MeasuredRedis.flag(number);
            data.update(data.flag(name).on(true));
            Answers.requireOn(client.boolVariation(name, user, false));
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
