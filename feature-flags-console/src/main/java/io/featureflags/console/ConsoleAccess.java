package io.featureflags.console;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may read and change flags. In doubt, a user may not change them.
 *
 * @param logins logins of the application
 * @param writable whether the access to the endpoint permits writes
 * @param writers authority of the users who may change flags; null if the rules for paths decide alone
 * @param everyReaderSeesIds whether readers who may not change flags see ids of users
 */
record ConsoleAccess(
        Logins logins, boolean writable, @Nullable String writers, boolean everyReaderSeesIds) {

    /** Stands for any flag, where no flag is named. */
    static final String ANY_FLAG = "any";

    /** Returns whether a user must log in first. */
    boolean needsLogin(@Nullable Principal user) {
        return logins.areKnown() && !logins.isLoggedIn(user);
    }

    /** Returns whether a user sees ids of users. */
    boolean showsIds(@Nullable Principal user) {
        return everyReaderSeesIds || whyNotWriter(user, ANY_FLAG) == null;
    }

    /** Returns the reason why a user must not change a flag; null if the user may. */
    @Nullable
    String whyNotWriter(@Nullable Principal user, String flag) {
        if (!writable) {
            return "The access to the endpoint does not permit changes (management.endpoint.featureflags.access).";
        }
        if (!logins.areKnown()) {
            return "The application has no Spring Security, so that its users are not known: flags cannot be changed here.";
        }
        if (!logins.isLoggedIn(user)) {
            return "A change of a flag requires a login.";
        }
        if (writers != null && !logins.hasAuthority(user, writers)) {
            return "A change of a flag requires the authority " + writers + ".";
        }
        return switch (logins.mayPost(user, flag)) {
            case GRANTED -> null;
            case DENIED -> "The rules of the application do not permit you to change flags.";
            case UNKNOWN ->
                writers != null
                        ? null
                        : "The application does not state who may change flags: set feature-flags.console.writers to"
                                + " the authority of these users.";
        };
    }
}
