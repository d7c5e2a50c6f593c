package io.featureflags.cache;

import java.util.BitSet;

/**
 * Remembers any number of names in 128 kB at most. It may take a name for one that was added, which is the more likely the
 * more names were added, and never the reverse. For use by one thread at a time.
 */
final class SeenNames {

    private static final int BITS = 20;

    private final BitSet seen = new BitSet();

    void add(String name) {
        seen.set(index(name));
    }

    /** Returns false if the name was certainly not added. */
    boolean mayContain(String name) {
        return seen.get(index(name));
    }

    /** Spreads the hash codes of similar names. */
    private static int index(String name) {
        int hash = name.hashCode();
        return ((hash ^ (hash >>> 15)) * 0x9E3779B9) >>> (Integer.SIZE - BITS);
    }
}
