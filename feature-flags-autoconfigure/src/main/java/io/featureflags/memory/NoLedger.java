package io.featureflags.memory;

import io.featureflags.AuditEntry;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.spi.FlagLedger;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ledger of an application without a store: each change fails with the reason. */
public final class NoLedger implements FlagLedger {

    /** Creates the ledger; it has no state. */
    public NoLedger() {}

    @Override
    public FlagState read(String flag) {
        throw none();
    }

    @Override
    public AuditEntry write(String flag, @Nullable String value, FlagWrite write) {
        throw none();
    }

    @Override
    public List<AuditEntry> history(String flag, int limit) {
        throw none();
    }

    @Override
    public @Nullable Set<String> names() {
        return null;
    }

    @Override
    public @Nullable Set<String> recorded() {
        return null;
    }

    private static FlagStoreException none() {
        return new FlagStoreException(
                "Feature flags have no store: there is no Redis to connect to. Configure a Redis connection,"
                        + " or set feature-flags.store to memory.",
                true,
                null);
    }
}
