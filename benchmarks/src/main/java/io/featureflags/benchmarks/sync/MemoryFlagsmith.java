package io.featureflags.benchmarks.sync;

import com.flagsmith.FlagsmithClient;
import com.flagsmith.models.Flags;
import io.featureflags.benchmarks.FlagsmithSetUp;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Flagsmith offline: the environment that it has read. The objects that each check creates from it are garbage. */
final class MemoryFlagsmith implements FlagHolder {

    private final FlagsmithClient client = FlagsmithSetUp.client(Stream.empty());

    @Override
    public void learn(int from, int to) {
        client.setEnvironment(FlagsmithSetUp.environment(IntStream.range(0, to)
                .mapToObj(number -> FlagsmithSetUp.state(number, MeasuredRedis.flag(number), true))));
        Flags flags = FlagsmithSetUp.flags(client);
        for (int number = from; number < to; number++) {
            Answers.requireOn(FlagsmithSetUp.isOn(flags, MeasuredRedis.flag(number)));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
