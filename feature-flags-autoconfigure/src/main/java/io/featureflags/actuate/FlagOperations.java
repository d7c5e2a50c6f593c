package io.featureflags.actuate;

import io.featureflags.AuditEntry;
import io.featureflags.AuditLine;
import io.featureflags.EvaluationContext;
import io.featureflags.Explanation;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.InvalidFlagValueException;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint does, whatever way it is asked. Reading works while the store is away, from local memory; then versions
 * and last changes are missing.
 */
public final class FlagOperations {

    /** Stands for all flags: no flag can have this name. */
    static final String ALL = "-";

    private static final int DEFAULT_LIMIT = 100;

    private static final int MAX_LIMIT = 10_000;

    private final FlagCatalog catalog;

    private final FlagStore store;

    private final FeatureFlags flags;

    private final FlagReferences references;

    private final FeatureFlagAdmin admin;

    private final FailedRequests failedRequests;

    private final FlagView view;

    /**
     * Creates the operations.
     *
     * @param catalog what this instance knows of flags
     * @param store tells how closely it is followed
     * @param flags answer and explain
     * @param references where code refers to flags
     * @param admin reads and changes the store
     * @param failedRequests tells of changes that are not asked for in a way that can be meant
     * @param clock tells the days that are left to a kill date
     */
    public FlagOperations(
            FlagCatalog catalog,
            FlagStore store,
            FeatureFlags flags,
            FlagReferences references,
            FeatureFlagAdmin admin,
            FailedRequests failedRequests,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.flags = flags;
        this.references = references;
        this.admin = admin;
        this.failedRequests = failedRequests;
        this.view = new FlagView(flags, references, clock);
    }

    Map<String, Object> all() {
        Map<String, FlagFacts> facts = new TreeMap<>();
        catalog.all().forEach(flag -> facts.put(flag.name(), flag));
        Map<String, @Nullable FlagState> states = new TreeMap<>();
        facts.keySet().forEach(name -> states.put(name, null));
        boolean answering = true;
        try {
            admin.list().forEach(state -> states.put(state.name(), state));
        } catch (FlagStoreException ex) {
            answering = false;
        }
        List<Object> views = new ArrayList<>();
        for (Map.Entry<String, @Nullable FlagState> flag : states.entrySet()) {
            FlagState state = flag.getValue();
            AuditEntry last = null;
            if (answering && state != null) {
                try {
                    last = lastChange(state);
                } catch (FlagStoreException ex) {
                    answering = false; // The others would wait in vain as well.
                }
            }
            views.add(view.of(flag.getKey(), facts.get(flag.getKey()), state, last));
        }
        UnmatchedFlags orphans = UnmatchedFlags.of(catalog, references);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("mode", store.status().mode());
        all.put("flags", views);
        all.put("flagsWithoutCode", orphans.flagsWithoutCode());
        all.put(
                "codeWithoutFlag",
                orphans.codeWithoutFlag().stream().map(FlagView::reference).toList());
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

    /** What is shown to whoever wanted to write another version. */
    Map<String, Object> present(FlagState state) {
        return view.of(state.name(), catalog.find(state.name()), state, null);
    }

    Map<String, Object> write(String flag, String actor, Supplier<WriteRequest> asked) {
        WriteRequest request = failedRequests.told(flag, actor, () -> {
            WriteRequest checked = asked.get();
            checkKnown(flag);
            return checked;
        });
        FlagState state;
        try {
            String value = request.value();
            state = value == null
                    ? admin.delete(request.flag(), request.write())
                    : admin.set(request.flag(), value, request.write());
        } catch (InvalidFlagValueException ex) {
            throw new BadRequestException(List.of("'value' is not understood: " + ex.getMessage()));
        }
        return present(state);
    }

    Map<String, Object> history(String name, @Nullable Integer limit) {
        return Map.of(
                "entries", entries(name, limit).stream().map(FlagView::entry).toList());
    }

    /** The same as JSON lines. */
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
        return name.equals(ALL) ? admin.history(entries) : known(name, entries);
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

    /** A flag that is gone keeps its history. */
    private List<AuditEntry> known(String name, int limit) {
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

    private FlagFacts known(String name) {
        FlagFacts facts = catalog.find(name);
        if (facts == null) {
            throw new UnknownFlagException(name);
        }
        return facts;
    }

    private void checkKnown(String name) {
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
