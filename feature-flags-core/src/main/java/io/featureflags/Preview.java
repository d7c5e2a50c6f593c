package io.featureflags;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Effect of another value of a flag on a sample of evaluation contexts. Nothing is written.
 *
 * <pre>{@code
 * Flag flag = featureFlags.flag("new_checkout_flow");
 * Preview preview = Preview.of(flag, flag.withValue("20%"), sample);
 * }</pre>
 *
 * @param size number of contexts in the sample
 * @param enabledBefore number of contexts for which the flag is on
 * @param enabledAfter number of contexts for which the flag would be on
 * @param switchedOn contexts for which the flag is off and would be on, in the order of the sample
 * @param switchedOff contexts for which the flag is on and would be off, in the order of the sample
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
     * Evaluates a flag by two values for a sample and compares the answers.
     *
     * @param present the flag as it is, or by any value: {@link Flag#withValue}
     * @param proposed the flag by the proposed value
     * @param sample evaluation contexts; duplicates count repeatedly
     * @return the differences
     */
    public static Preview of(Flag present, Flag proposed, Collection<EvaluationContext> sample) {
        int before = 0;
        int after = 0;
        List<EvaluationContext> on = new ArrayList<>();
        List<EvaluationContext> off = new ArrayList<>();
        for (EvaluationContext context : sample) {
            boolean isOn = present.isEnabled(context);
            boolean wouldBeOn = proposed.isEnabled(context);
            before += isOn ? 1 : 0;
            after += wouldBeOn ? 1 : 0;
            if (isOn != wouldBeOn) {
                (wouldBeOn ? on : off).add(context);
            }
        }
        return new Preview(sample.size(), before, after, on, off);
    }

    /**
     * Returns the share of the sample for which the flag is on.
     *
     * @return percent, 0 to 100; 0 for an empty sample
     */
    public double percentBefore() {
        return percent(enabledBefore);
    }

    /**
     * Returns the share of the sample for which the flag would be on.
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
