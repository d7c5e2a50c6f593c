package io.featureflags.benchmarks.decision;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.LDValue;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.integrations.TestData;
import io.featureflags.benchmarks.LaunchDarkly;
import java.io.IOException;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.TearDown;

/** LaunchDarkly with its flags in memory, and users that were created in advance. */
public class ApplicationLaunchDarkly extends ApplicationChecks {

    private static final int USERS = 64;

    private final String[] names = OnOffFlag.names();

    private final String[] others = WholeApplication.otherNames();

    private final LDContext[] users = IntStream.range(0, USERS)
            .mapToObj(number -> LDContext.builder("user_" + number)
                    .set("role", number % 2 == 0 ? "staff" : "guest")
                    .build())
            .toArray(LDContext[]::new);

    private final LDClient client = LaunchDarkly.client(flags());

    /** Creates the client. */
    public ApplicationLaunchDarkly() {}

    private static TestData flags() {
        TestData flags = TestData.dataSource();
        for (OnOffFlag flag : OnOffFlag.values()) {
            flags.update(flags.flag(flag.name()).on(flag.isOn()));
        }
        flags.update(flags.flag(OtherFlag.STAFF.name())
                .booleanFlag()
                .on(true)
                .fallthroughVariation(false)
                .ifMatch("role", LDValue.of("staff"))
                .thenReturn(true));
        flags.update(flags.flag(OtherFlag.LISTED.name())
                .booleanFlag()
                .on(true)
                .fallthroughVariation(false)
                .variationForUser("user_1", true));
        flags.update(flags.flag(OtherFlag.COLOURED.name())
                .variations(LDValue.of("red"), LDValue.of("blue"))
                .on(true));
        return flags;
    }

    @Override
    boolean isOn(int flag) {
        return client.boolVariation(names[flag], users[flag], false);
    }

    @Override
    int checkOthers(int call) {
        LDContext user = users[call % USERS];
        String other = others[call % others.length];
        int on = client.boolVariation(other, user, false) ? 1 : 0;
        on += client.stringVariation(other, user, "none").length();
        return on + (client.boolVariation(names[call % names.length], user, false) ? 1 : 0);
    }

    /**
     * Closes the client.
     *
     * @throws IOException if that fails
     */
    @TearDown
    public void stop() throws IOException {
        client.close();
    }
}
