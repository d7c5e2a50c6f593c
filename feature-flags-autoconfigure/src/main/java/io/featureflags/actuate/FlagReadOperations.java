package io.featureflags.actuate;

import io.featureflags.AuditEntry;
import io.featureflags.AuditLine;
import io.featureflags.EvaluationContext;
import io.featureflags.Explanation;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagName;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.UnmatchedFlags;
import io.featureflags.text.LogText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads flags for the endpoint, over the web and JMX. While the store is away, flags are shown from local memory, without
 * versions and last changes.
 */
public final class FlagReadOperations {

    /** Stands for all flags: no flag can have this name. */
    static final String ALL = "-";

    private static final String MORE =
            "The store may have more flags: of those that this application does not know, the list has the first "
                    + FeatureFlagAdmin.MAX_LISTED + " by name. A single flag can be read by its name.";

    private static final int DEFAULT_LIMIT = 100;

    private static final int MAX_LIMIT = 10_000;

    private final FlagCatalog catalog;

    private final FeatureFlags flags;

    private final FlagReferences references;

    private final FeatureFlagAdmin admin;

    private final FlagView view;

    private final KnownFlagCheck known;

    private final LastChanges lastChanges;

    private final RolloutViews rollouts;

    /**
     * Creates the operations.
     *
     * @param catalog flags that this instance knows
     * @param flags flags that are explained
     * @param references toggled methods of the code
     * @param admin admin that reads the store
     * @param view views of flags
     * @param rollouts views of guarded rollouts
     */
    FlagReadOperations(
            FlagCatalog catalog,
            FeatureFlags flags,
            FlagReferences references,
            FeatureFlagAdmin admin,
            FlagView view,
            RolloutViews rollouts) {
        this.catalog = catalog;
        this.flags = flags;
        this.references = references;
        this.admin = admin;
        this.view = view;
        this.known = new KnownFlagCheck(catalog, admin);
        this.lastChanges = new LastChanges(admin);
        this.rollouts = rollouts;
    }

    /** Returns the check of flags that a request names. */
    KnownFlagCheck known() {
        return known;
    }

    /**
     * Returns all flags.
     *
     * @return {@code mode}, {@code flags}, {@code flagsWithoutCode} and {@code codeWithoutFlag}
     */
    public Map<String, Object> all() {
        UnmatchedFlags unmatched = UnmatchedFlags.of(catalog, references);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("mode", view.mode());
        all.put("flags", views(all));
        all.put("flagsWithoutCode", unmatched.flagsWithoutCode());
        all.put(
                "codeWithoutFlag",
                unmatched.codeWithoutFlag().stream().map(FlagView::reference).toList());
        return all;
    }

    /**
     * Returns the views of all flags: first those that a person should look at, then the others, each by name. If there may
     * be more flags, the response states it.
     */
    private List<Map<String, Object>> views(Map<String, Object> response) {
        Map<String, FlagFacts> facts = new TreeMap<>();
        catalog.all().forEach(flag -> facts.put(flag.name(), flag));
        Map<String, FlagState> states = new HashMap<>();
        boolean responding = true;
        try {
            admin.list().forEach(state -> states.put(state.name(), state));
            lastChanges.retain(states.keySet());
        } catch (FlagStoreException ex) {
            responding = false;
        }
        int known = facts.size();
        states.forEach((name, state) -> facts.computeIfAbsent(name, absent -> view.facts(state)));
        if (facts.size() - known >= FeatureFlagAdmin.MAX_LISTED) {
            response.put("more", MORE);
        }
        List<Map<String, Object>> first = new ArrayList<>();
        List<Map<String, Object>> others = new ArrayList<>();
        for (FlagFacts flag : facts.values()) {
            FlagState state = states.get(flag.name());
            AuditEntry last = null;
            if (responding && state != null) {
                try {
                    last = lastChanges.of(state);
                } catch (FlagStoreException ex) {
                    responding = false; // The other flags would time out as well.
                }
            }
            (view.needsAttention(flag) ? first : others).add(view.of(flag, state, last));
        }
        first.addAll(others);
        return first;
    }

    Map<String, Object> one(String name) {
        FlagState state;
        AuditEntry last;
        try {
            state = known.stateOf(name);
            last = lastChanges.of(state);
        } catch (FlagStoreException ex) {
            FlagFacts facts = catalog.find(name);
            if (facts == null) {
                throw ex; // The store alone could know the flag.
            }
            return withRollout(view.of(facts, null, null), facts);
        }
        FlagFacts facts = view.facts(state);
        return withRollout(view.of(facts, state, last), facts);
    }

    private Map<String, Object> withRollout(Map<String, Object> flag, FlagFacts facts) {
        Map<String, Object> rollout = rollouts.of(facts);
        if (rollout != null) {
            flag.put("rollout", rollout);
        }
        return flag;
    }

    /** Shows a flag after a change, or in place of a change of another version. */
    Map<String, Object> present(FlagState state) {
        return view.of(state, null);
    }

    /**
     * Shows a flag in a state that was just read or written, with its last change.
     *
     * @param state the state
     * @return the view, which may be changed
     */
    public Map<String, Object> changed(FlagState state) {
        AuditEntry last;
        try {
            last = lastChanges.of(state);
        } catch (FlagStoreException ex) {
            last = null; // The store has just stopped responding; the state is known.
        }
        return withRollout(view.of(state, last), view.presentFacts(state));
    }

    Map<String, Object> history(String name, @Nullable Integer limit, ReaderView reader) {
        List<AuditEntry> entries = entries(name, limit);
        return Map.of("entries", reader.history(entries, limit == null ? DEFAULT_LIMIT : limit));
    }

    /** Returns the same history as JSON lines. */
    String lines(String name, @Nullable Integer limit, ReaderView reader) {
        return entries(name, limit).stream()
                .map(entry -> AuditLine.of(reader.entry(entry)) + "\n")
                .collect(Collectors.joining());
    }

    /** Returns the same history as a table. */
    String table(String name, @Nullable Integer limit, ReaderView reader) {
        return TextTables.ofHistory(
                entries(name, limit).stream().map(reader::entry).toList());
    }

    private List<AuditEntry> entries(String name, @Nullable Integer limit) {
        int entries = limit == null ? DEFAULT_LIMIT : limit;
        if (entries < 1 || entries > MAX_LIMIT) {
            throw new BadRequestException(List.of("'limit' must be from 1 to " + MAX_LIMIT + "."));
        }
        return name.equals(ALL) ? admin.history(entries) : historyOf(name, entries);
    }

    /** Reads the history of one flag: a deleted flag keeps it. */
    private List<AuditEntry> historyOf(String name, int limit) {
        List<AuditEntry> history = FlagName.isValid(name) ? admin.history(name, limit) : List.of();
        if (history.isEmpty()) {
            known.check(name);
        }
        return history;
    }

    Explanation explain(String name, @Nullable String user, @Nullable List<String> attributes) {
        known.check(name);
        EvaluationContext context = EvaluationContext.of(user);
        List<String> problems = new ArrayList<>();
        for (String attribute : attributes == null ? List.<String>of() : attributes) {
            int equals = attribute.indexOf('=');
            if (equals < 1) {
                problems.add("The attribute '" + LogText.of(attribute) + "' must be of the form name=value.");
            } else {
                context = context.with(attribute.substring(0, equals), attribute.substring(equals + 1));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadRequestException(problems);
        }
        return rollouts.explained(flags.explain(name, context), catalog.find(name));
    }
}
