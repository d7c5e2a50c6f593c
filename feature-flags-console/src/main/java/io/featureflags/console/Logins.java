package io.featureflags.console;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Logins and permissions of the application's users. */
interface Logins {

    /** Applications without Spring Security, whose users are not known. */
    Logins NONE = new Logins() {

        @Override
        public boolean areKnown() {
            return false;
        }

        @Override
        public boolean isLoggedIn(@Nullable Principal user) {
            return false;
        }

        @Override
        public boolean hasAuthority(@Nullable Principal user, String authority) {
            return false;
        }

        @Override
        public Permission mayPost(@Nullable Principal user, String flag) {
            return Permission.UNKNOWN;
        }
    };

    /** Returns whether the application has logins. */
    boolean areKnown();

    /** Returns whether a user is logged in, and not as an anonymous one. */
    boolean isLoggedIn(@Nullable Principal user);

    /** Returns whether a user has an authority. */
    boolean hasAuthority(@Nullable Principal user, String authority);

    /** Returns whether a user may change a flag by the rules for its paths. */
    Permission mayPost(@Nullable Principal user, String flag);
}
