package io.featureflags.benchmarks.load;

import com.flagsmith.FlagsmithClient;
import com.flagsmith.flagengine.environments.EnvironmentModel;
import io.featureflags.benchmarks.FlagsmithSetUp;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Flagsmith offline. Each change passes the whole environment to it, as its own polling does. */
public class ChangingFlagsmith extends ChangingFlags {

    private final String[] names = names();

    private final boolean[] on = new boolean[names.length];

    private final FlagsmithClient client = FlagsmithSetUp.client(states());

    /** Creates the client. */
    public ChangingFlagsmith() {}

    private Stream<String> states() {
        return IntStream.range(0, names.length)
                .mapToObj(number -> FlagsmithSetUp.state(number, names[number], on[number]));
    }

    @Override
    boolean isOn(int flag) {
        return FlagsmithSetUp.isOn(FlagsmithSetUp.flags(client), names[flag]);
    }

    @Override
    void set(int flag, boolean value) {
        on[flag] = value;
        EnvironmentModel environment = FlagsmithSetUp.environment(states());
        client.setEnvironment(environment);
    }

    @Override
    void stop() {
        client.close();
    }
}
