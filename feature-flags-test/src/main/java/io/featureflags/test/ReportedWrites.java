package io.featureflags.test;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagImport;
import io.featureflags.FlagState;
import io.featureflags.FlagWrite;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports the changes that a test makes to the whole application.
 *
 * @param admin changes flags
 * @param scopes is notified of each change
 */
record ReportedWrites(FeatureFlagAdmin admin, ContextScopes scopes) implements FeatureFlagAdmin {

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
        scopes.written(flag);
        return admin.set(flag, value, write);
    }

    @Override
    public FlagState delete(String flag, FlagWrite write) {
        scopes.written(flag);
        return admin.delete(flag, write);
    }

    @Override
    public FlagState restore(AuditEntry entry, FlagWrite write) {
        scopes.written(entry.flag());
        return admin.restore(entry, write);
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
        plan.changes().forEach(change -> scopes.written(change.before().name()));
        return admin.carryOut(plan, write);
    }
}
