package io.featureflags.guard;

import io.featureflags.spi.RolloutBatch;
import java.util.ArrayList;
import java.util.List;

/** What one path has done and the store does not have yet. Threads of calls add; only the thread of the batches takes. */
final class PathTally {

    private final CallStripes ended = new CallStripes();

    private final SlotSet failed = new SlotSet();

    private final SlotSet slow = new SlotSet();

    private final List<Integer> takenFailed = new ArrayList<>();

    private final List<Integer> takenSlow = new ArrayList<>();

    private long takenCalls;

    void ended() {
        ended.increment();
    }

    void failed(int slot) {
        failed.add(slot);
    }

    void slow(int slot) {
        slow.add(slot);
    }

    /** Moves one slot to the next batch; returns the number of entries that it adds. */
    int take(int slot) {
        int entries = 0;
        if (failed.remove(slot)) {
            takenFailed.add(slot);
            entries++;
        }
        if (slow.remove(slot)) {
            takenSlow.add(slot);
            entries++;
        }
        return entries;
    }

    /** Returns the calls since the last batch, and the slots that were moved to this one. */
    RolloutBatch.Path batch() {
        long calls = ended.sum();
        RolloutBatch.Path path = new RolloutBatch.Path(calls - takenCalls, takenFailed, takenSlow);
        takenCalls = calls;
        takenFailed.clear();
        takenSlow.clear();
        return path;
    }
}
