package io.featureflags.admin;

import static io.featureflags.admin.WriteChecks.checkedLimit;
import static io.featureflags.admin.WriteChecks.checkedName;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagImport;
import io.featureflags.FlagName;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagValueParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Administers flags by the ledger of their store. {@code WriteChecks} rejects invalid changes before the store is called. */
public final class LedgerAdmin implements FeatureFlagAdmin {

    private final FlagLedger ledger;

    private final FlagCatalog catalog;

    private final WriteChecks checks;

    private final LongSupplier nanoTime;

    /**
     * Creates the admin.
     *
     * @param ledger ledger with the values and histories
     * @param catalog flags that this instance knows
     * @param parser parser that decides whether a value is understood
     * @param maxValueSize maximum size of a value, in bytes of UTF-8
     */
    public LedgerAdmin(FlagLedger ledger, FlagCatalog catalog, FlagValueParser parser, long maxValueSize) {
        this(ledger, catalog, new WriteChecks(parser, maxValueSize), System::nanoTime);
    }

    LedgerAdmin(FlagLedger ledger, FlagCatalog catalog, WriteChecks checks, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.checks = checks;
        this.nanoTime = nanoTime;
    }

    @Override
    public FlagState get(String flag) {
        return ledger.read(checkedName(flag));
    }

    @Override
    public List<FlagState> list() {
        List<FlagState> states = new ArrayList<>();
        WaitBudget budget = new WaitBudget(nanoTime);
        FlagStoreException refusal = null;
        for (String name : names()) {
            budget.startAttempt();
            try {
                states.add(ledger.read(name));
            } catch (FlagStoreException ex) {
                budget.attemptFailed();
                refusal = ex;
                if (budget.isSpent()) {
                    throw ex;
                }
            }
        }
        if (refusal != null && states.isEmpty()) {
            throw refusal; // An empty list would look like a store without flags.
        }
        return states;
    }

    private Set<String> names() {
        Set<String> names = mentioned();
        Set<String> stored = ledger.names();
        if (stored != null) {
            stored.stream()
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .limit(MAX_LISTED)
                    .toList()
                    .forEach(names::add);
        }
        return names;
    }

    private Set<String> mentioned() {
        Set<String> names = new TreeSet<>();
        catalog.all().stream().map(FlagFacts::name).filter(FlagName::isValid).forEach(names::add);
        return names;
    }

    @Override
    public FlagState set(String flag, String value, FlagWrite write) {
        checkedName(flag);
        checks.checkValue(value);
        return written(flag, ledger.write(flag, value, write));
    }

    @Override
    public FlagState delete(String flag, FlagWrite write) {
        return written(flag, ledger.write(checkedName(flag), null, write));
    }

    @Override
    public FlagState restore(AuditEntry entry, FlagWrite write) {
        // Restores also a value that is not understood: it is the one that the caller wants back.
        if (entry.after() != null) {
            checks.checkSize(entry.after());
        }
        return written(entry.flag(), ledger.write(checkedName(entry.flag()), entry.after(), write));
    }

    private FlagState written(String flag, @Nullable AuditEntry entry) {
        return entry == null ? ledger.read(flag) : new FlagState(flag, entry.after(), entry.version());
    }

    @Override
    public List<AuditEntry> history(String flag, int limit) {
        return ledger.history(checkedName(flag), checkedLimit(limit));
    }

    @Override
    public List<AuditEntry> history(int limit) {
        MergedHistory history = new MergedHistory(checkedLimit(limit));
        Set<String> recorded = ledger.recorded();
        for (String name : recorded == null ? mentioned() : recorded) {
            history.add(ledger.history(name, limit));
        }
        return history.entries();
    }

    @Override
    public Map<String, String> exportValues() {
        Set<String> stored = ledger.names();
        if (stored == null) {
            mentioned().stream()
                    .findFirst()
                    .ifPresent(ledger::read); // Names the cause, if no read succeeds at present.
            throw new FlagStoreException(
                    "Feature flags cannot be exported: the store does not list its flags. Either it does not respond, or"
                            + " its user lacks a permission (in Redis: SCAN).",
                    true,
                    null);
        }
        Map<String, String> values = new TreeMap<>();
        for (String name : stored) {
            String value = ledger.read(name).value();
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    @Override
    public FlagImport planImport(Map<String, @Nullable String> values) {
        checks.checkAll(values);
        List<FlagImport.Change> changes = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        new TreeMap<>(values).forEach((name, value) -> {
            FlagState present = ledger.read(name);
            if (Objects.equals(value, present.value())) {
                unchanged.add(name);
            } else {
                changes.add(new FlagImport.Change(present, value));
            }
        });
        return new FlagImport(changes, unchanged);
    }

    @Override
    public Map<String, RuntimeException> carryOut(FlagImport plan, FlagWrite write) {
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        WaitBudget budget = new WaitBudget(nanoTime);
        for (FlagImport.Change change : plan.changes()) {
            String name = change.before().name();
            if (budget.isSpent()) {
                failures.put(name, notTried(name));
                continue;
            }
            budget.startAttempt();
            try {
                carryOut(change, write);
            } catch (FlagStoreException ex) {
                budget.attemptFailed();
                failures.put(name, ex);
            } catch (RuntimeException ex) {
                failures.put(name, ex);
            }
        }
        return failures;
    }

    private void carryOut(FlagImport.Change change, FlagWrite write) {
        String name = checkedName(change.before().name());
        String version = change.before().version();
        String value = change.after();
        if (value != null) {
            checks.checkValue(value);
        }
        // One request for each change of the plan, so that the same import can be sent again after lost responses.
        String request = write.request() + "/" + name + "/" + version;
        ledger.write(
                name,
                value,
                new FlagWrite(write.actor(), write.source(), write.via(), write.reason(), version, request));
    }

    private static FlagStoreException notTried(String name) {
        return new FlagStoreException(
                "Feature flag '" + name + "' was not written: the store did not respond for the flags before it.",
                true,
                null);
    }
}
