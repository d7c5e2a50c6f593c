package io.featureflags.guard;

import io.featureflags.ChangeSource;
import io.featureflags.EvaluationContext;
import io.featureflags.FlagWrite;
import io.featureflags.decision.Bucket;
import io.featureflags.decision.Decision;
import io.featureflags.decision.FlagValue;
import io.featureflags.memory.MemoryStore;
import io.featureflags.value.JsonFlagValueEditor;
import io.featureflags.value.RolloutFields;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The flag named flag with a plan, whose counts and steps a test drives without a thread. */
final class PlannedFlag {

    static final String PLAN = "{\"percentage\": 50, \"rollout\": {\"steps\": [5, 50, 100], \"every\": \"10s\", "
            + "\"calls\": 20, \"warmup\": 0}}";

    final MemoryStore ledger = new MemoryStore(Clock.systemUTC(), "shop@host/1", 100, entry -> {});

    final CountingStore store = new CountingStore(ledger::read);

    final RolloutPorts ports = new RolloutPorts(
            store,
            () -> ledger,
            new JsonFlagValueEditor(new TextFlagValueParser()),
            RolloutFields::paused,
            "shop@host/1");

    final RolloutSender sender = new RolloutSender(ports);

    final AtomicLong nanos = new AtomicLong(1);

    final AtomicInteger alarms = new AtomicInteger();

    final GuardedFlag flag = new GuardedFlag("flag");

    /** Writes a value as a person does, and counts under it from now on. */
    StepCounter set(String value) {
        ledger.write(
                "flag",
                value,
                new FlagWrite(
                        "ada",
                        ChangeSource.MANUAL,
                        "api",
                        null,
                        null,
                        UUID.randomUUID().toString()));
        return follow();
    }

    /** Counts under the present value from now on. */
    StepCounter follow() {
        String value = String.valueOf(ledger.read("flag").value());
        FlagValue meaning = new TextFlagValueParser().parse(value);
        StepCounter counter = new StepCounter(
                flag,
                value,
                decision(meaning),
                Objects.requireNonNull(meaning.runningPlan()),
                nanos::get,
                alarms::incrementAndGet);
        flag.run(counter);
        return counter;
    }

    private static Decision decision(FlagValue meaning) {
        return meaning.decisionFor(
                "flag",
                name -> {
                    throw new IllegalStateException("no flag is required");
                },
                Clock.systemUTC());
    }

    /** Returns users who have the new code, or the legacy code, at a percentage. */
    static List<EvaluationContext> users(int percentage, boolean newCode, int number) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "user" + i)
                .filter(user -> Bucket.position(user, "flag") < percentage * 1000 == newCode)
                .limit(number)
                .map(EvaluationContext::of)
                .toList();
    }

    static void call(StepCounter counter, boolean newCode, boolean fails, List<EvaluationContext> users) {
        for (EvaluationContext user : users) {
            counter.end(newCode, fails, counter.begin(newCode), user);
        }
    }

    boolean send() {
        StepCounter running = flag.plan();
        return sender.send(running == null ? List.of() : List.of(running));
    }

    @Nullable
    String value() {
        return ledger.read("flag").value();
    }
}
