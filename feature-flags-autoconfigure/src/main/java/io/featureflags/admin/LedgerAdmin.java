package io.featureflags.admin;

import static io.featureflags.admin.WriteChecks.checked;

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

/** Administers flags by the ledger of their store. What cannot be meant is refused before anything is sent. */
public final class LedgerAdmin implements FeatureFlagAdmin {

    private final FlagLedger ledger;

    private final FlagCatalog catalog;

    private final WriteChecks admission;

    private final LongSupplier nanoTime;

    /**
     * Creates the admin.
     *
     * @param ledger has the values and the record
     * @param catalog knows the flags that this application mentions
     * @param parser says whether a value is understood
     * @param maxValueSize how large a value may be, in bytes of UTF-8
     */
    public LedgerAdmin(FlagLedger ledger, FlagCatalog catalog, FlagValueParser parser, long maxValueSize) {
        this(ledger, catalog, new WriteChecks(parser, maxValueSize), System::nanoTime);
    }

    LedgerAdmin(FlagLedger ledger, FlagCatalog catalog, WriteChecks admission, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.admission = admission;
        this.nanoTime = nanoTime;
    }

    @Override
    public FlagState get(String flag) {
        return ledger.read(checked(flag));
    }

    @Override
    public List<FlagState> list() {
        List<FlagState> states = new ArrayList<>();
        WaitBudget patience = new WaitBudget(nanoTime);
        FlagStoreException refusal = null;
        for (String name : names()) {
            patience.begin();
            try {
                states.add(ledger.read(name));
            } catch (FlagStoreException ex) {
                patience.failed();
                refusal = ex;
                if (patience.isOver()) {
                    throw ex;
                }
            }
        }
        if (refusal != null && states.isEmpty()) {
            throw refusal; // Not a single flag can be read: that is not for the flags to say.
        }
        return states;
    }

    private Set<String> names() {
        Set<String> names = mentioned();
        Set<String> stored = ledger.names();
        if (stored != null) {
            names.addAll(stored);
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
        checked(flag);
        admission.check(value);
        return written(flag, ledger.write(flag, value, write));
    }

    @Override
    public FlagState delete(String flag, FlagWrite write) {
        return written(flag, ledger.write(checked(flag), null, write));
    }

    @Override
    public FlagState restore(AuditEntry entry, FlagWrite write) {
        // A value that was there once may be one that is not understood; the one before is what somebody wants back.
        if (entry.after() != null) {
            admission.checkSize(entry.after());
        }
        return written(entry.flag(), ledger.write(checked(entry.flag()), entry.after(), write));
    }

    private FlagState written(String flag, @Nullable AuditEntry entry) {
        return entry == null ? ledger.read(flag) : new FlagState(flag, entry.after(), entry.version());
    }

    @Override
    public List<AuditEntry> history(String flag, int limit) {
        return ledger.history(checked(flag), checked(limit));
    }

    @Override
    public List<AuditEntry> history(int limit) {
        MergedHistory history = new MergedHistory(checked(limit));
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
            throw new FlagStoreException(
                    "Feature flags cannot be exported: the store does not tell which flags it has. Either it does not"
                            + " answer, or its user lacks a permission, which in Redis is that to SCAN.",
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
        admission.checkAll(values);
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
        WaitBudget patience = new WaitBudget(nanoTime);
        for (FlagImport.Change change : plan.changes()) {
            String name = change.before().name();
            if (patience.isOver()) {
                failures.put(name, notTried(name));
                continue;
            }
            patience.begin();
            try {
                carryOut(change, write);
            } catch (FlagStoreException ex) {
                patience.failed();
                failures.put(name, ex);
            } catch (RuntimeException ex) {
                failures.put(name, ex);
            }
        }
        return failures;
    }

    private void carryOut(FlagImport.Change change, FlagWrite write) {
        String name = checked(change.before().name());
        String version = change.before().version();
        String value = change.after();
        if (value != null) {
            admission.check(value);
        }
        // One request for each change of the plan, so that the same import can be sent again after answers got lost.
        String request = write.request() + "/" + name + "/" + version;
        ledger.write(
                name,
                value,
                new FlagWrite(write.actor(), write.source(), write.via(), write.reason(), version, request));
    }

    private static FlagStoreException notTried(String name) {
        return new FlagStoreException(
                "Feature flag '" + name + "' was not written: the store did not answer for the flags before it.",
                true,
                null);
    }
}
