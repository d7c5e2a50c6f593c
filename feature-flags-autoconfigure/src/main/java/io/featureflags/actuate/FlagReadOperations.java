package io.featureflags.actuate;

import io.featureflags.AuditEntry;
import io.featureflags.AuditLine;
import io.featureflags.EvaluationContext;
import io.featureflags.Explanation;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.UnmatchedFlags;
import java.time.Clock;
import java.util.ArrayList;
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

    private static final int DEFAULT_LIMIT = 100;

    private static final int MAX_LIMIT = 10_000;

    private final FlagCatalog catalog;

    private final FlagStore store;

    private final FeatureFlags flags;

    private final FlagReferences references;

    private final FeatureFlagAdmin admin;

    private final FlagView view;

    /**
     * Creates the operations.
     *
     * @param catalog flags that this instance knows
     * @param store store, for its mode
     * @param flags flags that are evaluated and explained
     * @param references toggled methods of the code
     * @param admin admin that reads the store
     * @param clock clock for the days until a kill date
     */
    public FlagReadOperations(
            FlagCatalog catalog,
            FlagStore store,
            FeatureFlags flags,
            FlagReferences references,
            FeatureFlagAdmin admin,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.flags = flags;
        this.references = references;
        this.admin = admin;
        this.view = new FlagView(flags, references, clock);
    }

    Map<String, Object> all() {
        Map<String, FlagFacts> facts = new TreeMap<>();
        catalog.all().forEach(flag -> facts.put(flag.name(), flag));
        Map<String, @Nullable FlagState> states = new TreeMap<>();
        facts.keySet().forEach(name -> states.put(name, null));
        boolean responding = true;
        try {
            admin.list().forEach(state -> states.put(state.name(), state));
        } catch (FlagStoreException ex) {
            responding = false;
        }
        List<Object> views = new ArrayList<>();
        for (Map.Entry<String, @Nullable FlagState> flag : states.entrySet()) {
            FlagState state = flag.getValue();
            AuditEntry last = null;
            if (responding && state != null) {
                try {
                    last = lastChange(state);
                } catch (FlagStoreException ex) {
                    responding = false; // The other flags would time out as well.
                }
            }
            views.add(view.of(flag.getKey(), facts.get(flag.getKey()), state, last));
        }
        UnmatchedFlags unmatched = UnmatchedFlags.of(catalog, references);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("mode", store.status().mode());
        all.put("flags", views);
        all.put("flagsWithoutCode", unmatched.flagsWithoutCode());
        all.put(
                "codeWithoutFlag",
                unmatched.codeWithoutFlag().stream().map(FlagView::reference).toList());
        return all;
    }

    Map<String, Object> one(String name) {
        try {
            FlagState state = admin.get(name);
            return one(state, lastChange(state));
        } catch (FlagStoreException ex) {
            return view.of(name, known(name), null, null);
        } catch (IllegalArgumentException ex) {
            throw new UnknownFlagException(name); // No flag can have such a name.
        }
    }

    private Map<String, Object> one(FlagState state, @Nullable AuditEntry last) {
        FlagFacts facts = catalog.find(state.name());
        if (facts == null && state.value() == null) {
            throw new UnknownFlagException(state.name());
        }
        return view.of(state.name(), facts, state, last);
    }

    /** Shows a flag after a change, or in place of a change of another version. */
    Map<String, Object> present(FlagState state) {
        return view.of(state.name(), catalog.find(state.name()), state, null);
    }

    Map<String, Object> history(String name, @Nullable Integer limit) {
        return Map.of(
                "entries", entries(name, limit).stream().map(FlagView::entry).toList());
    }

    /** Returns the same history as JSON lines. */
    String lines(String name, @Nullable Integer limit) {
        return entries(name, limit).stream()
                .map(entry -> AuditLine.of(entry) + "\n")
                .collect(Collectors.joining());
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
        List<AuditEntry> history;
        try {
            history = admin.history(name, limit);
        } catch (IllegalArgumentException ex) {
            throw new UnknownFlagException(name);
        }
        if (history.isEmpty()) {
            checkKnown(name);
        }
        return history;
    }

    Explanation explain(String name, @Nullable String user, @Nullable List<String> attributes) {
        checkKnown(name);
        EvaluationContext context = EvaluationContext.of(user);
        List<String> problems = new ArrayList<>();
        for (String attribute : attributes == null ? List.<String>of() : attributes) {
            int equals = attribute.indexOf('=');
            if (equals < 1) {
                problems.add("An attribute must be of the form name=value.");
            } else {
                context = context.with(attribute.substring(0, equals), attribute.substring(equals + 1));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadRequestException(problems);
        }
        return flags.explain(name, context);
    }

    private FlagFacts known(String name) {
        FlagFacts facts = catalog.find(name);
        if (facts == null) {
            throw new UnknownFlagException(name);
        }
        return facts;
    }

    /**
     * Checks that this instance or the store knows a flag.
     *
     * @throws UnknownFlagException if neither does
     * @throws FlagStoreException if this instance does not, and the store does not respond
     */
    void checkKnown(String name) {
        if (catalog.find(name) != null) {
            return;
        }
        try {
            if (admin.get(name).value() == null) {
                throw new UnknownFlagException(name);
            }
        } catch (IllegalArgumentException ex) {
            throw new UnknownFlagException(name);
        }
    }

    private @Nullable AuditEntry lastChange(FlagState state) {
        if (state.version().equals(FlagState.NO_CHANGES)) {
            return null;
        }
        List<AuditEntry> last = admin.history(state.name(), 1);
        return last.isEmpty() ? null : last.get(0);
    }
}
