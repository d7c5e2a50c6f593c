package io.featureflags.actuate;

import io.featureflags.AuditEntry;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagState;
import io.featureflags.spi.CallCounts;
import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagReferences;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows flags as the endpoint gives them. Maps, since what is not known is left out, and some names are words of Java; they
 * become JSON by whatever library the application has.
 */
final class FlagView {

    private final FeatureFlags flags;

    private final FlagReferences references;

    private final Clock clock;

    FlagView(FeatureFlags flags, FlagReferences references, Clock clock) {
        this.flags = flags;
        this.references = references;
        this.clock = clock;
    }

    /**
     * Shows a flag.
     *
     * @param name name of the flag
     * @param facts what this instance knows of it; null for a flag that only the store has
     * @param state what it is in the store; null where the store was not asked, or did not answer
     * @param last its last change; null if there is none, or where it is not known
     */
    Map<String, Object> of(
            String name, @Nullable FlagFacts facts, @Nullable FlagState state, @Nullable AuditEntry last) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", name);
        putKnown(view, "value", state != null ? state.value() : facts == null ? null : facts.value());
        FlagConfiguration configuration = facts == null ? null : facts.configuration();
        putKnown(view, "configured", configuration == null ? null : configuration.enabled());
        view.put("source", flags.evaluate(name, EvaluationContext.anonymous()).source());
        putKnown(view, "version", state == null ? null : state.version());
        List<CodeReference> code = references.of(name);
        if (facts != null) {
            putKnown(view, "problem", facts.problem());
            putKnown(view, "description", facts.description());
            putKnown(view, "owner", facts.owner());
            view.put("permanent", facts.isPermanent());
            LocalDate killDate = facts.killDate(code);
            if (killDate != null) {
                view.put("expires", killDate.toString());
                view.put(
                        "daysToKill",
                        ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), killDate));
            }
        }
        putKnown(view, "lastChange", last == null ? null : entry(last));
        view.put("references", code.stream().map(FlagView::reference).toList());
        return view;
    }

    static Map<String, Object> entry(AuditEntry entry) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("version", entry.version());
        view.put("flag", entry.flag());
        view.put("at", entry.at().toString());
        view.put("actor", entry.actor());
        view.put("source", entry.source());
        view.put("via", entry.via());
        putKnown(view, "before", entry.before());
        putKnown(view, "after", entry.after());
        putKnown(view, "reason", entry.reason());
        view.put("instance", entry.instance());
        return view;
    }

    static Map<String, Object> reference(CodeReference reference) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("class", reference.type());
        view.put("method", reference.method());
        putKnown(view, "line", reference.line());
        putKnown(view, "fallback", reference.fallback());
        CallCounts calls = reference.calls();
        view.put(
                "calls",
                Map.of(
                        "new", calls.newCalls(),
                        "legacy", calls.legacyCalls(),
                        "newErrors", calls.newErrors(),
                        "legacyErrors", calls.legacyErrors()));
        return view;
    }

    private static void putKnown(Map<String, Object> view, String name, @Nullable Object value) {
        if (value != null) {
            view.put(name, value);
        }
    }
}
