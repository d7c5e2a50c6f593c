package io.featureflags.actuate;

import io.featureflags.spi.ShadowCounts;
import io.featureflags.spi.ShadowDifference;
import io.featureflags.spi.ShadowOutcome;
import io.featureflags.spi.ShadowRuns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows the shadow runs of a flag in this instance, over the web and JMX. */
final class FlagShadowOperations {

    private final FlagReadOperations reads;

    private final ShadowRuns runs;

    /**
     * Creates the operations.
     *
     * @param reads operations that check the name of a flag
     * @param runs the shadow runs
     */
    FlagShadowOperations(FlagReadOperations reads, ShadowRuns runs) {
        this.reads = reads;
        this.runs = runs;
    }

    /**
     * Returns the shadow runs of a flag.
     *
     * @param name name of the flag
     * @param reader the reader, who may not see samples
     * @return {@code flag}, {@code counts} by outcome, and {@code differences}, newest first
     * @throws UnknownFlagException if the flag is unknown
     */
    Map<String, Object> of(String name, ReaderView reader) {
        reads.known().check(name);
        ShadowCounts counts = runs.counts(name);
        Map<String, Object> outcomes = new LinkedHashMap<>();
        for (ShadowOutcome outcome : ShadowOutcome.values()) {
            outcomes.put(text(outcome), counts.count(outcome));
        }
        List<Map<String, Object>> differences = runs.differences(name).stream()
                .map(difference -> view(difference, reader.showsCalls()))
                .toList();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("flag", name);
        view.put("counts", outcomes);
        view.put("differences", differences);
        return view;
    }

    private static Map<String, Object> view(ShadowDifference difference, boolean withSample) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", difference.at().toString());
        view.put("method", difference.method());
        view.put("outcome", text(difference.outcome()));
        if (difference.legacyException() != null) {
            view.put("legacyException", difference.legacyException());
        }
        if (difference.newException() != null) {
            view.put("newException", difference.newException());
        }
        ShadowDifference.Sample sample = difference.sample();
        if (sample != null && withSample) {
            view.put("arguments", sample.arguments());
            view.put("legacy", sample.legacy());
            view.put("new", sample.next());
        }
        return view;
    }

    private static String text(ShadowOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
