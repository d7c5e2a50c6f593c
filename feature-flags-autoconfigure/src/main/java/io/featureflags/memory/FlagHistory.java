package io.featureflags.memory;

import io.featureflags.AuditEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last entries of one flag. */
final class FlagHistory {

    private final int maxEntries;

    private final Deque<AuditEntry> entries = new ArrayDeque<>();

    FlagHistory(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    void add(AuditEntry entry) {
        if (entries.size() == maxEntries) {
            entries.removeLast();
        }
        entries.addFirst(entry);
    }

    @Nullable
    AuditEntry last() {
        return entries.peekFirst();
    }

    @Nullable
    AuditEntry ofRequest(String request) {
        return entries.stream()
                .filter(entry -> request.equals(entry.request()))
                .findFirst()
                .orElse(null);
    }

    List<AuditEntry> newestFirst(int limit) {
        return entries.stream().limit(limit).toList();
    }
}
