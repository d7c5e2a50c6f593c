package io.featureflags.guard;

import io.featureflags.decision.Percentage;
import io.featureflags.spi.RolloutBatch;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one instance has counted in a step and the store does not have yet. Calls add from any thread, without locks. Batches
 * are taken by one thread. The memory is bounded, however many calls fail.
 */
final class StepCounts {

    private final String value;

    private final Percentage step;

    private final PathTally newCode = new PathTally();

    private final PathTally legacy = new PathTally();

    /** The slots that were sent, or will be. */
    private final SlotSet failed = new SlotSet();

    private final SlotSet slow = new SlotSet();

    private final DurationBuckets durations = new DurationBuckets();

    private @Nullable RolloutBatch unanswered;

    /** Slot at which the next batch begins. */
    private int nextSlot;

    /**
     * Creates empty counts.
     *
     * @param value value that decides the calls, as in the store
     * @param step percentage of that value
     */
    StepCounts(String value, Percentage step) {
        this.value = value;
        this.step = step;
    }

    void addCall(boolean isNewCode) {
        path(isNewCode).ended();
    }

    /** Adds the duration of a legacy call, for the ruler. */
    void addDuration(long nanos) {
        durations.add(nanos);
    }

    /** Adds a user who has failed; returns whether the user is new. */
    boolean addFailed(boolean isNewCode, int slot) {
        boolean added = failed.add(slot);
        if (added) {
            path(isNewCode).failed(slot);
        }
        return added;
    }

    /** Adds a user with a slow call. */
    void addSlow(boolean isNewCode, int slot) {
        if (slow.add(slot)) {
            path(isNewCode).slow(slot);
        }
    }

    private PathTally path(boolean isNewCode) {
        return isNewCode ? newCode : legacy;
    }

    /**
     * Returns the next batch. It is the same one until {@link #answered} was called.
     *
     * @param sender id of the counting
     * @param number number of the batch, if it is a new one
     * @param instance name of this instance
     * @param withDurations whether the store needs durations for the ruler
     * @return the batch; null if nothing was counted
     */
    @Nullable
    RolloutBatch batch(String sender, long number, String instance, boolean withDurations) {
        if (unanswered == null) {
            takeSlots();
            RolloutBatch batch = new RolloutBatch(
                    sender,
                    number,
                    instance,
                    value,
                    step,
                    newCode.batch(),
                    legacy.batch(),
                    withDurations ? durations.take() : Map.of());
            unanswered = isEmpty(batch) ? null : batch;
        }
        return unanswered;
    }

    /** Takes users of both paths in the order of their slots: a batch with only some of them favors neither path. */
    private void takeSlots() {
        int entries = 0;
        for (int i = 0; i < SlotSet.SLOTS && entries <= RolloutBatch.MAX_SLOTS - 4; i++) {
            entries += newCode.take(nextSlot) + legacy.take(nextSlot);
            nextSlot = (nextSlot + 1) % SlotSet.SLOTS;
        }
    }

    private static boolean isEmpty(RolloutBatch batch) {
        return batch.newCode().calls() + batch.legacy().calls() + users(batch) == 0
                && batch.ruler().isEmpty();
    }

    /** Returns whether a batch had no room for all users, so that some may remain. */
    static boolean isFull(RolloutBatch batch) {
        return users(batch) > RolloutBatch.MAX_SLOTS - 4;
    }

    private static int users(RolloutBatch batch) {
        return users(batch.newCode()) + users(batch.legacy());
    }

    private static int users(RolloutBatch.Path path) {
        return path.failed().size() + path.slow().size();
    }

    /** Ends the present batch, which the store has counted. */
    void answered() {
        unanswered = null;
    }

    /** Forgets which users were sent, as the store has. */
    void forgetUsers() {
        failed.clear();
        slow.clear();
    }
}
