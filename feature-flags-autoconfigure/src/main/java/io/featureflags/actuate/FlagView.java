package io.featureflags.actuate;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagState;
import io.featureflags.Source;
import io.featureflags.decision.FlagValue;
import io.featureflags.spi.CallCounts;
import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.spi.SyncMode;
import io.featureflags.text.LogText;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Views of flags, as the endpoint returns them. They are maps, since unknown fields are left out and some names are keywords
 * of Java. The JSON library of the application serializes them.
 */
public final class FlagView {

    /** Characters of a parser's message: that of an application's parser may be long. */
    private static final int MAX_PROBLEM = 200;

    private final FlagCatalog catalog;

    private final FlagReferences references;

    private final FlagValueParser parser;

    private final StateInWords states;

    private final Clock clock;

    /**
     * Creates the views.
     *
     * @param catalog flags that this instance knows
     * @param references toggled methods of the code
     * @param flags flags, for their defaults
     * @param parser parser of values that this instance does not have yet
     * @param store store, for its mode
     * @param clock clock for windows and kill dates
     */
    FlagView(
            FlagCatalog catalog,
            FlagReferences references,
            FeatureFlags flags,
            FlagValueParser parser,
            FlagStore store,
            Clock clock) {
        this.catalog = catalog;
        this.references = references;
        this.parser = parser;
        this.states = new StateInWords(flags, catalog, store, clock);
        this.clock = clock;
    }

    /** Returns how the copy of this instance is kept current. */
    SyncMode mode() {
        return states.store().status().mode();
    }

    /** Returns what this instance knows of a flag; of a flag that only the store has, what the store knows. */
    FlagFacts facts(FlagState state) {
        FlagFacts facts = catalog.find(state.name());
        return facts == null ? stored(state, null) : facts;
    }

    /** Creates the view of a flag in a state that this instance may not have yet, such as that after a write. */
    Map<String, Object> of(FlagState state, @Nullable AuditEntry last) {
        return of(presentFacts(state), state, last);
    }

    /** Returns what is known of a flag in a state that this instance may not have yet. */
    FlagFacts presentFacts(FlagState state) {
        FlagFacts facts = catalog.find(state.name());
        return facts != null && facts.current() && Objects.equals(facts.value(), state.value())
                ? facts
                : stored(state, facts);
    }

    /**
     * Puts into words how a flag would answer now by a value.
     *
     * @param name name of the flag
     * @param value the value; null for none
     * @return the words, without anything of the value but counts and names of flags
     */
    public String stateOf(String name, @Nullable String value) {
        return states.of(presentFacts(new FlagState(name, value, FlagState.NO_CHANGES)));
    }

    private FlagFacts stored(FlagState state, @Nullable FlagFacts here) {
        FlagValue meaning = null;
        String problem = null;
        if (state.value() != null) {
            try {
                meaning = parser.parse(state.value());
            } catch (RuntimeException ex) { // The parser of an application may throw any of them.
                problem = LogText.of(String.valueOf(ex.getMessage()), MAX_PROBLEM);
            }
        }
        FlagConfiguration configuration = here == null ? null : here.configuration();
        return new FlagFacts(state.name(), configuration, state.value(), meaning, problem, true, false, null);
    }

    /**
     * Creates the view of a flag.
     *
     * @param flag what is known of the flag
     * @param state state in the store; null if the store did not respond
     * @param last last change; null if there is none, or if it is unknown
     */
    Map<String, Object> of(FlagFacts flag, @Nullable FlagState state, @Nullable AuditEntry last) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", flag.name());
        putKnown(view, "value", state != null ? state.value() : flag.value());
        view.put("state", states.of(flag));
        if (flag.vanished()) {
            putKnown(view, "lastKnownValue", flag.value());
        }
        FlagConfiguration configuration = flag.configuration();
        putKnown(view, "configured", configuration == null ? null : configuration.enabled());
        view.put("source", sourceOf(flag));
        putKnown(view, "version", state == null ? null : state.version());
        putKnown(view, "problem", flag.problem());
        putKnown(view, "description", flag.description());
        putKnown(view, "owner", flag.owner());
        view.put("permanent", flag.isPermanent());
        List<CodeReference> code = references.of(flag.name());
        LocalDate killDate = flag.killDate(code);
        if (killDate != null) {
            view.put("expires", killDate.toString());
            view.put("daysToKill", ChronoUnit.DAYS.between(today(), killDate));
        }
        putKnown(view, "lastChange", last == null ? null : entry(last));
        view.put("references", code.stream().map(FlagView::reference).toList());
        return view;
    }

    private Source sourceOf(FlagFacts flag) {
        if (flag.value() == null) {
            return states.defaultOf(flag.name()).source();
        }
        return flag.current() ? Source.REDIS : Source.LAST_KNOWN;
    }

    /**
     * Returns whether a person should look at a flag: its value is not understood, cannot be read or has disappeared, or its
     * kill date has passed.
     */
    boolean needsAttention(FlagFacts flag) {
        LocalDate killDate = flag.killDate(references.of(flag.name()));
        return flag.problem() != null || flag.vanished() || (killDate != null && killDate.isBefore(today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * Creates the view of an entry of a history.
     *
     * @param entry the entry
     * @return the view, which may be changed
     */
    public static Map<String, Object> entry(AuditEntry entry) {
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
