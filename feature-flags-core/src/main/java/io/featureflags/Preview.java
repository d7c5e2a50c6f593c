package io.featureflags;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What another value of a flag would do, tried on a sample of those who ask. Changes nothing.
 *
 * <pre>{@code
 * Flag flag = registry.flag("new_checkout_flow");
 * Preview preview = Preview.of(flag, flag.withValue("20%"), sample);
 * }</pre>
 *
 * @param size how many were asked for
 * @param enabledBefore for how many of them the flag is on
 * @param enabledAfter for how many of them it would be on
 * @param switchedOn for whom it is off and would be on, in the order of the sample
 * @param switchedOff for whom it is on and would be off, in the order of the sample
 */
public record Preview(
        int size,
        int enabledBefore,
        int enabledAfter,
        List<EvaluationContext> switchedOn,
        List<EvaluationContext> switchedOff) {

    /** Copies the lists. */
    public Preview {
        switchedOn = List.copyOf(switchedOn);
        switchedOff = List.copyOf(switchedOff);
    }

    /**
     * Asks two flags on behalf of a sample.
     *
     * @param present the flag as it is, or by any value: {@link Flag#withValue}
     * @param proposed the flag by the value that is to be tried
     * @param sample those who ask; one that is there twice counts twice
     * @return what would change
     */
    public static Preview of(Flag present, Flag proposed, Collection<EvaluationContext> sample) {
        int before = 0;
        int after = 0;
        List<EvaluationContext> on = new ArrayList<>();
        List<EvaluationContext> off = new ArrayList<>();
        for (EvaluationContext who : sample) {
            boolean is = present.isEnabled(who);
            boolean wouldBe = proposed.isEnabled(who);
            before += is ? 1 : 0;
            after += wouldBe ? 1 : 0;
            if (is != wouldBe) {
                (wouldBe ? on : off).add(who);
            }
        }
        return new Preview(sample.size(), before, after, on, off);
    }

    /**
     * The share of the sample for whom the flag is on.
     *
     * @return percent, 0 to 100; 0 for an empty sample
     */
    public double percentBefore() {
        return percent(enabledBefore);
    }

    /**
     * The share of the sample for whom the flag would be on.
     *
     * @return percent, 0 to 100; 0 for an empty sample
     */
    public double percentAfter() {
        return percent(enabledAfter);
    }

    private double percent(int enabled) {
        return size == 0 ? 0 : 100.0 * enabled / size;
    }
}
