package io.featureflags.admin;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagCatalog;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagFacts;
import io.featureflags.FlagImport;
import io.featureflags.FlagLedger;
import io.featureflags.FlagName;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagValueParser;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Administers flags by the ledger of their store. What cannot be meant is refused before anything is sent. */
public final class LedgerAdmin implements FeatureFlagAdmin {

    private final FlagLedger ledger;

    private final FlagCatalog catalog;

    private final FlagValueParser parser;

    private final long maxValueSize;

    /**
     * Creates the admin.
     *
     * @param ledger has the values and the record
     * @param catalog knows the flags that this application mentions
     * @param parser says whether a value is understood
     * @param maxValueSize how large a value may be, in bytes of UTF-8
     */
    public LedgerAdmin(FlagLedger ledger, FlagCatalog catalog, FlagValueParser parser, long maxValueSize) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.parser = parser;
        this.maxValueSize = maxValueSize;
    }

    @Override
    public FlagState get(String flag) {
        return ledger.read(checked(flag));
    }

    @Override
    public List<FlagState> list() {
        return names().stream().map(ledger::read).toList();
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        catalog.all().stream().map(FlagFacts::name).filter(FlagName::isValid).forEach(names::add);
        Set<String> stored = ledger.names();
        if (stored != null) {
            names.addAll(stored);
        }
        return names;
    }

    @Override
    public FlagState set(String flag, String value, FlagWrite write) {
        checked(flag);
        check(value);
        return written(flag, ledger.write(flag, value, write));
    }

    @Override
    public FlagState delete(String flag, FlagWrite write) {
        return written(flag, ledger.write(checked(flag), null, write));
    }

    @Override
    public FlagState restore(AuditEntry entry, FlagWrite write) {
        // A value that was there once may be one that is not understood; the one before is what somebody wants back.
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
        checked(limit);
        return names().stream()
                .flatMap(name -> ledger.history(name, limit).stream())
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Map<String, String> exportValues() {
        Map<String, String> values = new TreeMap<>();
        for (FlagState state : list()) {
            if (state.value() != null) {
                values.put(state.name(), state.value());
            }
        }
        return values;
    }

    @Override
    public FlagImport planImport(Map<String, @Nullable String> values) {
        checkAll(values);
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

    private void checkAll(Map<String, @Nullable String> values) {
        List<String> problems = new ArrayList<>();
        values.forEach((name, value) -> {
            try {
                checked(name);
                if (value != null) {
                    check(value);
                }
            } catch (IllegalArgumentException | InvalidFlagValueException ex) {
                problems.add(name + ": " + ex.getMessage());
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidFlagValueException(String.join("; ", problems));
        }
    }

    @Override
    public Map<String, RuntimeException> carryOut(FlagImport plan, FlagWrite write) {
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        for (FlagImport.Change change : plan.changes()) {
            String name = change.before().name();
            FlagWrite one = new FlagWrite(
                    write.actor(),
                    write.source(),
                    write.via(),
                    write.reason(),
                    change.before().version(),
                    UUID.randomUUID().toString());
            try {
                ledger.write(checked(name), change.after(), one);
            } catch (FlagConflictException | FlagStoreException | IllegalArgumentException ex) {
                failures.put(name, ex);
            }
        }
        return failures;
    }

    private void check(String value) {
        int size = value.getBytes(StandardCharsets.UTF_8).length;
        if (size > maxValueSize) {
            throw new InvalidFlagValueException(
                    "it has " + size + " bytes, and feature-flags.redis.max-value-size allows " + maxValueSize);
        }
        parser.parse(value);
    }

    private static String checked(String flag) {
        if (!FlagName.isValid(flag)) {
            throw new IllegalArgumentException("Flag name '" + flag + "' does not match " + FlagName.GRAMMAR);
        }
        return flag;
    }

    private static int checked(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A history has at least one entry, and " + limit + " were asked for");
        }
        return limit;
    }
}
