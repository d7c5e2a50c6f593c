package io.featureflags.admin;

import io.featureflags.AuditEntry;
import java.util.ArrayList;
import java.util.List;

/** Merges the newest entries of many flags. Entries of one flag keep their order, even after the clock was set back. */
final class MergedHistory {

    private final int limit;

    private List<AuditEntry> entries = List.of();

    MergedHistory(int limit) {
        this.limit = limit;
    }

    void add(List<AuditEntry> newestFirst) {
        List<AuditEntry> merged = new ArrayList<>();
        int next = 0;
        int nextAdded = 0;
        while (merged.size() < limit && (next < entries.size() || nextAdded < newestFirst.size())) {
            boolean takesAdded = next == entries.size()
                    || (nextAdded < newestFirst.size()
                            && newestFirst
                                    .get(nextAdded)
                                    .at()
                                    .isAfter(entries.get(next).at()));
            merged.add(takesAdded ? newestFirst.get(nextAdded++) : entries.get(next++));
        }
        entries = merged;
    }

    List<AuditEntry> entries() {
        return List.copyOf(entries);
    }
}
