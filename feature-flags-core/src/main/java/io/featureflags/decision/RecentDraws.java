package io.featureflags.decision;

import org.jspecify.annotations.Nullable;

/**
 * The draws of users in one value of a flag, which remembers those of recent users: a request asks for one user in many
 * places. A user who is asked for the second time in a row, within one slot, takes the slot. So users who come once cost no
 * memory and push no other user out. It is without locks, and a thread may miss what another one has just remembered.
 */
final class RecentDraws {

    /** Number of slots. With their users, all of them take at most 52 kB for each flag with a share. */
    static final int SLOTS = 256;

    /** Length of the longest user who is remembered, in characters. */
    static final int LONGEST = 64;

    private final byte[] suffix;

    /** Created at the first draw. Its fields are final, so that a thread without a lock reads them as they were created. */
    private @Nullable Slots slots;

    RecentDraws(byte[] suffix) {
        this.suffix = suffix;
    }

    /** Returns the draw of a user, 0 to 10^10 - 1. */
    long of(String user) {
        if (user.length() > LONGEST) {
            return Bucket.draw(user, suffix);
        }
        int hash = user.hashCode();
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        Slots present = slots;
        if (present == null) {
            present = new Slots();
            slots = present;
        }
        Draw known = present.draws[slot];
        if (known != null && known.user.equals(user)) {
            return known.number;
        }
        long number = Bucket.draw(user, suffix);
        if (present.lastMissed[slot] == hash) {
            present.draws[slot] = new Draw(user, number);
        } else {
            present.lastMissed[slot] = hash;
        }
        return number;
    }

    /** Immutable: a thread sees all of it, or nothing. */
    private record Draw(String user, long number) {}

    /** The slots of one value of a flag. */
    private static final class Slots {

        /** The hash code of the user who was last drawn anew. */
        private final int[] lastMissed = new int[SLOTS];

        /** The draws of the users who were drawn anew twice in a row. */
        private final @Nullable Draw[] draws = new Draw[SLOTS];
    }
}
