package io.featureflags.guard;

import java.util.concurrent.atomic.AtomicLongArray;

/** A set of slots of users, 2 KB in all. Threads add to it without locks and without objects. */
final class SlotSet {

    /** Number of slots: the first 14 bits of a digest. */
    static final int SLOTS = 1 << 14;

    private final AtomicLongArray words = new AtomicLongArray(SLOTS / Long.SIZE);

    /** Adds a slot; returns whether it was absent. */
    boolean add(int slot) {
        int word = slot / Long.SIZE;
        long bit = 1L << slot;
        long before = words.get(word);
        while ((before & bit) == 0) {
            long seen = words.compareAndExchange(word, before, before | bit);
            if (seen == before) {
                return true;
            }
            before = seen;
        }
        return false;
    }

    /** Removes a slot; returns whether it was present. */
    boolean remove(int slot) {
        int word = slot / Long.SIZE;
        long bit = 1L << slot;
        long before = words.get(word);
        while ((before & bit) != 0) {
            long seen = words.compareAndExchange(word, before, before & ~bit);
            if (seen == before) {
                return true;
            }
            before = seen;
        }
        return false;
    }

    void clear() {
        for (int word = 0; word < words.length(); word++) {
            words.set(word, 0);
        }
    }
}
