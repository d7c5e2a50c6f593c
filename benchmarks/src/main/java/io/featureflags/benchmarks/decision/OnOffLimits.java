package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.jmh.Steps;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Bare limits, which no check by name or by a kept object can undercut. */
@State(Scope.Benchmark)
public class OnOffLimits {

    private final String[] names = OnOffFlag.names();

    private final Switch[] switches =
            Arrays.stream(OnOffFlag.values()).map(Switch::new).toArray(Switch[]::new);

    private final Map<String, Switch> switchesByName = new ConcurrentHashMap<>();

    /** Fills the map and checks every answer. */
    @Setup
    public void check() {
        for (Switch each : switches) {
            switchesByName.put(each.name, each);
        }
        OnOffFlag.checkInOrder(index -> switches[index].on);
        OnOffFlag.check(flag -> isOn(flag.name()));
    }

    /**
     * Does only what all benchmarks do in addition to the call.
     *
     * @param steps the position of this thread
     * @return a name
     */
    @Benchmark
    public String nothing(Steps steps) {
        return names[steps.next(names.length)];
    }

    /**
     * Reads a volatile field of an object that was resolved once.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean volatileField(Steps steps) {
        return switches[steps.next(switches.length)].on;
    }

    /**
     * Looks an object up by name, then reads its volatile field.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean concurrentHashMap(Steps steps) {
        return isOn(names[steps.next(names.length)]);
    }

    private boolean isOn(String name) {
        return Objects.requireNonNull(switchesByName.get(name)).on;
    }

    private static final class Switch {

        private final String name;

        private volatile boolean on;

        private Switch(OnOffFlag flag) {
            this.name = flag.name();
            this.on = flag.isOn();
        }
    }
}
