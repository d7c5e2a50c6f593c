package io.featureflags.ofrep;

import org.jspecify.annotations.Nullable;

/** Finds the authenticated user of the current request, on the thread that handles it. */
@FunctionalInterface
public interface LoginSource {

    /**
     * Returns the user.
     *
     * @return the user; null without a login, or for an anonymous one
     */
    @Nullable
    OfrepLogin current();
}
