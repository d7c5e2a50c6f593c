package io.featureflags.actuate;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Adapts what the endpoint shows over HTTP to the user who reads it. The console provides the only bean; without it, all
 * readers see all. JMX is not adapted.
 */
@FunctionalInterface
public interface ReaderViews {

    /**
     * Returns the view of a user. Called once per request, on the thread of the request on Spring MVC.
     *
     * @param reader user, as the application provides it; null if no user is logged in
     * @return the view
     */
    ReaderView of(@Nullable Principal reader);
}
