package io.featureflags.ofrep;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The last listings of some callers: the present one, and the versions before. */
final class FlagVersions {

    /** Number of versions that are recognized: an instance may be that many changes ahead of another one. */
    static final int KEPT = 64;

    private final Deque<String> versions = new ArrayDeque<>();

    private volatile @Nullable FlagListing last;

    @Nullable
    FlagListing last() {
        return last;
    }

    synchronized void add(FlagListing listing) {
        last = listing;
        if (!listing.version().equals(versions.peekLast())) {
            versions.addLast(listing.version());
            if (versions.size() > KEPT) {
                versions.removeFirst();
            }
        }
    }

    synchronized boolean contains(String version) {
        return versions.contains(version);
    }
}
