package io.featureflags.admin;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagImport;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FailedWrite;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the audit of changes that another admin does not make. Those that it makes are told of by their store. */
public final class WatchedAdmin implements FeatureFlagAdmin {

    private final FeatureFlagAdmin admin;

    private final AuditListener audit;

    private final Clock clock;

    /**
     * Creates it.
     *
     * @param admin makes the changes
     * @param audit gets to know of those that it does not make
     * @param clock tells when that was
     */
    public WatchedAdmin(FeatureFlagAdmin admin, AuditListener audit, Clock clock) {
        this.admin = admin;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public FlagState get(String flag) {
        return admin.get(flag);
    }

    @Override
    public List<FlagState> list() {
        return admin.list();
    }

    @Override
    public FlagState set(String flag, String value, FlagWrite write) {
        return watched(flag, value, write, () -> admin.set(flag, value, write));
    }

    @Override
    public FlagState delete(String flag, FlagWrite write) {
        return watched(flag, null, write, () -> admin.delete(flag, write));
    }

    @Override
    public FlagState restore(AuditEntry entry, FlagWrite write) {
        return watched(entry.flag(), entry.after(), write, () -> admin.restore(entry, write));
    }

    @Override
    public List<AuditEntry> history(String flag, int limit) {
        return admin.history(flag, limit);
    }

    @Override
    public List<AuditEntry> history(int limit) {
        return admin.history(limit);
    }

    @Override
    public Map<String, String> exportValues() {
        return admin.exportValues();
    }

    @Override
    public FlagImport planImport(Map<String, @Nullable String> values) {
        return admin.planImport(values);
    }

    @Override
    public Map<String, RuntimeException> carryOut(FlagImport plan, FlagWrite write) {
        Map<String, RuntimeException> failures = admin.carryOut(plan, write);
        for (FlagImport.Change change : plan.changes()) {
            FlagState before = change.before();
            RuntimeException failure = failures.get(before.name());
            if (failure != null) {
                tell(before.name(), change.after(), write.expecting(before.version()), failure);
            }
        }
        return failures;
    }

    private FlagState watched(String flag, @Nullable String value, FlagWrite write, Supplier<FlagState> change) {
        try {
            return change.get();
        } catch (FlagConflictException | FlagStoreException | InvalidFlagValueException | IllegalArgumentException ex) {
            tell(flag, value, write, ex);
            throw ex;
        }
    }

    private void tell(String flag, @Nullable String value, FlagWrite write, RuntimeException failure) {
        audit.failed(FailedWrite.of(clock.instant(), flag, value, write, failure));
    }
}
