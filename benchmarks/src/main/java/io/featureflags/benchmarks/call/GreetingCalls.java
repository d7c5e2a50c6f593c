package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.jmh.Steps;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Calls four beans of four classes in turn, two whose flags are on and two whose flags are off. */
@State(Scope.Benchmark)
public abstract class GreetingCalls {

    /** The values of the flags: greeting1 and greeting3 are on. */
    static final Map<String, String> VALUES =
            Map.of("greeting1", "true", "greeting2", "false", "greeting3", "true", "greeting4", "false");

    private static final int GREETINGS = 4;

    private final String[] names = {"Ada", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hal"};

    private final GreetingService[] mixed;

    private final GreetingService[] on;

    private final GreetingService[] off;

    /**
     * Creates calls of beans.
     *
     * @param greetings the beans for the flags greeting1 to greeting4
     */
    GreetingCalls(List<GreetingService> greetings) {
        if (greetings.size() != GREETINGS) {
            throw new IllegalArgumentException("There must be four beans, not " + greetings.size());
        }
        mixed = greetings.toArray(GreetingService[]::new);
        on = new GreetingService[] {mixed[0], mixed[2]};
        off = new GreetingService[] {mixed[1], mixed[3]};
    }

    /** Returns whether calls are routed; otherwise all of them run the new code. */
    boolean routes() {
        return true;
    }

    /** Checks every answer. */
    @Setup
    public void check() {
        for (int i = 0; i < GREETINGS; i++) {
            String wanted = i % 2 == 0 || !routes() ? GreetingService.NEW : GreetingService.LEGACY;
            String answer = mixed[i].greet(names[i]);
            if (!answer.equals(wanted)) {
                throw new IllegalStateException("Greeting " + (i + 1) + " must be " + wanted + ", not " + answer);
            }
        }
    }

    /**
     * Calls beans whose flags are on.
     *
     * @param steps the position of this thread
     * @return the answer of the new code
     */
    @Benchmark
    public String on(Steps steps) {
        return greet(on, steps);
    }

    /**
     * Calls beans whose flags are off.
     *
     * @param steps the position of this thread
     * @return the answer of the legacy code
     */
    @Benchmark
    public String off(Steps steps) {
        return greet(off, steps);
    }

    /**
     * Calls beans of which every other flag is on.
     *
     * @param steps the position of this thread
     * @return one of the answers
     */
    @Benchmark
    public String mixed(Steps steps) {
        return greet(mixed, steps);
    }

    private String greet(GreetingService[] greetings, Steps steps) {
        int step = steps.next(names.length);
        return greetings[step & (greetings.length - 1)].greet(names[step]);
    }
}
