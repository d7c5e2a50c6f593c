package io.featureflags.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collections;
import java.util.Set;

/** A set of names that forgets the least used ones when it is full, on Caffeine. */
public final class BoundedNames {

    private BoundedNames() {}

    /**
     * Creates an empty set, safe for use by several threads.
     *
     * @param maximumSize how many names it keeps
     * @return the set
     */
    public static Set<String> ofMaximumSize(int maximumSize) {
        return Collections.newSetFromMap(Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .<String, Boolean>build()
                .asMap());
    }
}
