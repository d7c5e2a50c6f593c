package io.featureflags.console;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Logins of Spring Security. A class of its own, because Spring Security may be absent.
 *
 * @param paths permissions by the rules for paths
 */
record SecurityLogins(PathPermissions paths) implements Logins {

    /** Permissions by the rules that the application has for paths. */
    @FunctionalInterface
    interface PathPermissions {

        /** Returns whether a user may change a flag. */
        Permission mayPost(Authentication user, String flag);
    }

    /** Creates the logins of an application whose rules for paths cannot be evaluated ahead of a request. */
    static SecurityLogins withoutPaths() {
        return new SecurityLogins((user, flag) -> Permission.UNKNOWN);
    }

    @Override
    public boolean areKnown() {
        return true;
    }

    /** Also refuses a principal that is not of Spring Security: nothing is known of its authorities. */
    @Override
    public boolean isLoggedIn(@Nullable Principal user) {
        return user instanceof Authentication login
                && login.isAuthenticated()
                && !(login instanceof AnonymousAuthenticationToken)
                && login.getName() != null
                && !login.getName().isBlank();
    }

    @Override
    public boolean hasAuthority(@Nullable Principal user, String authority) {
        return user instanceof Authentication login
                && login.getAuthorities().stream().anyMatch(held -> authority.equals(held.getAuthority()));
    }

    @Override
    public Permission mayPost(@Nullable Principal user, String flag) {
        return user instanceof Authentication login ? paths.mayPost(login, flag) : Permission.DENIED;
    }
}
