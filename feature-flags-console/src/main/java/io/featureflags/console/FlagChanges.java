package io.featureflags.console;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagName;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.FlagCatalog;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries out changes of the page, and dry runs.
 *
 * @param admin admin that reads and writes the store
 * @param catalog flags that this instance knows
 * @param drafts creates new values
 * @param plans finds the effects of a change
 * @param views shows changes
 */
record FlagChanges(
        FeatureFlagAdmin admin, FlagCatalog catalog, ValueDrafts drafts, ChangePlans plans, ChangeViews views) {

    /** The {@code via} of these changes in the history. */
    private static final String VIA = "console";

    /** Entries in which the write of a repeated request is looked for. */
    private static final int REPEATED = 100;

    ConsoleResult change(String flag, String body, String actor) {
        try {
            return carryOut(flag, ChangeRequest.read(body), actor);
        } catch (BadChangeException ex) {
            return ConsoleResult.refused(
                    400, ex.problems(), ex.needsEverybody() ? Map.of("opensToEveryone", true) : Map.of());
        } catch (FlagConflictException ex) {
            return conflict(ex.present());
        } catch (FlagStoreException ex) {
            return ConsoleResult.refused(
                    503,
                    List.of(String.valueOf(ex.getMessage())),
                    ex.isOutcomeKnown() ? Map.of() : Map.of("unknown", true));
        }
    }

    private ConsoleResult carryOut(String flag, ChangeRequest request, String actor) {
        check(flag, actor);
        FlagState state = admin.get(flag);
        boolean isKnown = catalog.find(flag) != null
                || state.value() != null
                || !state.version().equals(FlagState.NO_CHANGES);
        if (!isKnown && !request.options().create()) {
            return ConsoleResult.refused(404, "The flag is unknown. To create it, send \"create\": true.");
        }
        AuditEntry done = repeated(flag, request, actor);
        if (!state.version().equals(request.expectedVersion())) {
            return done == null ? conflict(state) : repeated(done, request, state);
        }
        if (done != null) { // The store would take it for the change that it has carried out.
            throw BadChangeException.of("The id in 'request' is that of another change: choose a new one.");
        }
        PlannedChange change = plans.of(flag, state.value(), drafts.after(state, request));
        if (request.options().dryRun()) {
            return ConsoleResult.ok(views.of(change, state, request.options()));
        }
        if (change.opensToEveryone() && !request.options().everybody()) {
            throw BadChangeException.needingEverybody();
        }
        if (change.reasonRequired() && request.reason() == null) {
            throw BadChangeException.of("A reason is missing.");
        }
        FlagState written = write(change, request, actor);
        return ConsoleResult.ok(views.of(change, written, request.options()));
    }

    private static void check(String flag, String actor) {
        if (!FlagName.isValid(flag)) {
            throw BadChangeException.of("The name does not match " + FlagName.GRAMMAR + ".");
        }
        if (actor.length() > FlagWrite.MAX_TEXT) {
            throw BadChangeException.of(
                    "The name of the logged-in user has at most " + FlagWrite.MAX_TEXT + " characters.");
        }
    }

    private FlagState write(PlannedChange change, ChangeRequest request, String actor) {
        String id = request.options().request();
        FlagWrite write = new FlagWrite(
                actor,
                ChangeSource.MANUAL,
                VIA,
                request.reason(),
                request.expectedVersion(),
                id == null ? UUID.randomUUID().toString() : id);
        if (change.after() == null) {
            return admin.delete(change.flag(), write);
        }
        try {
            return admin.set(change.flag(), change.after(), write);
        } catch (InvalidFlagValueException ex) {
            throw BadChangeException.of("The change is not understood: " + ex.getMessage() + ".");
        }
    }

    /** Finds the entry of a request that was carried out, and whose response was lost. */
    private @Nullable AuditEntry repeated(String flag, ChangeRequest request, String actor) {
        String id = request.options().request();
        if (id == null || request.options().dryRun()) {
            return null;
        }
        return admin.history(flag, REPEATED).stream()
                .filter(entry -> id.equals(entry.request()) && actor.equals(entry.actor()) && VIA.equals(entry.via()))
                .findFirst()
                .orElse(null);
    }

    private ConsoleResult repeated(AuditEntry done, ChangeRequest request, FlagState state) {
        return ConsoleResult.ok(views.of(plans.of(done.flag(), done.before(), done.after()), state, request.options()));
    }

    private ConsoleResult conflict(FlagState present) {
        return ConsoleResult.refused(
                409,
                List.of("The flag was changed in the meantime. Nothing was written."),
                Map.of("view", views.present(present)));
    }
}
