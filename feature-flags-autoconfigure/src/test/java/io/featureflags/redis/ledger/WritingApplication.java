package io.featureflags.redis.ledger;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagState;
import io.featureflags.FlagWrite;
import io.featureflags.testing.Shop;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An application that continuously writes flags through the API, and prints each confirmed write. */
final class WritingApplication {

    static final List<String> FLAGS = List.of("one", "two", "three");

    static final int WRITERS = 3;

    /** A complete line of the output: a flag and its version. */
    static final Pattern ANSWER = Pattern.compile("answered (\\w+) (\\d{13}-\\d+) !");

    private static final int DELETE_EVERY = 5;

    private WritingApplication() {}

    /** Writes until the process is killed. The argument is the port of Redis. */
    public static void main(String[] arguments) {
        Shop.on(Integer.parseInt(arguments[0]), "feature-flags.audit.max-entries=100000")
                .run(context -> {
                    FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
                    List<Thread> writers = IntStream.range(0, WRITERS)
                            .mapToObj(writer -> new Thread(() -> writeForEver(admin, writer)))
                            .toList();
                    writers.forEach(Thread::start);
                    for (Thread writer : writers) {
                        writer.join();
                    }
                });
    }

    private static void writeForEver(FeatureFlagAdmin admin, int writer) {
        for (int i = writer; ; i++) {
            String flag = FLAGS.get(i % FLAGS.size());
            FlagState written =
                    write(admin, flag, i % DELETE_EVERY == 0 ? null : "{\"users\": [\"" + writer + "." + i + "\"]}");
            System.out.println("answered " + flag + " " + written.version() + " !");
        }
    }

    private static FlagState write(FeatureFlagAdmin admin, String flag, @Nullable String value) {
        return value == null ? admin.delete(flag, FlagWrite.by("ada")) : admin.set(flag, value, FlagWrite.by("ada"));
    }
}
