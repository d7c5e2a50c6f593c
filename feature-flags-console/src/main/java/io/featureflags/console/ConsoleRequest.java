package io.featureflags.console;

import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a change needs to know of its request, on both web stacks.
 *
 * @param user the user; null if no user is logged in
 * @param contentType type of the body; null if it has none
 * @param site header {@code Sec-Fetch-Site}; null for browsers without it
 * @param origin header {@code Origin}; null if there is none
 * @param ownOrigin origin of the application, as the request reached it
 */
record ConsoleRequest(
        @Nullable Principal user,
        @Nullable String contentType,
        @Nullable String site,
        @Nullable String origin,
        String ownOrigin) {

    private static final int HTTP = 80;

    private static final int HTTPS = 443;

    static String origin(String scheme, String host, int port) {
        boolean isDefault = port <= 0 || port == (scheme.equals("https") ? HTTPS : HTTP);
        return (scheme + "://" + host + (isDefault ? "" : ":" + port)).toLowerCase(Locale.ROOT);
    }

    boolean isJson() {
        if (contentType == null) {
            return false;
        }
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return type.strip().equalsIgnoreCase(ConsoleResult.JSON);
    }

    /** Returns the reason why the request may have been sent by another site; null if the page sent it. */
    @Nullable
    String whyForeign() {
        if (site != null) {
            return site.equals("same-origin") ? null : "The request comes from another site (Sec-Fetch-Site).";
        }
        if (origin == null) {
            return "The request has neither Sec-Fetch-Site nor Origin, so that it may come from another site.";
        }
        return origin.toLowerCase(Locale.ROOT).equals(ownOrigin)
                ? null
                : "The request comes from another origin than that of the page. Behind a proxy, set"
                        + " server.forward-headers-strategy.";
    }
}
