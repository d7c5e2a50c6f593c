package io.featureflags.actuate;

import io.featureflags.FlagName;
import io.featureflags.FlagValueEditor;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.text.LogText;
import io.featureflags.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Requested change of a flag. It is checked as a whole, so that one response names all its problems. Whether the value is
 * understood is left to the {@code FeatureFlagAdmin}, unless the request is rejected anyway.
 *
 * @param flag name of the flag
 * @param value the new value; null to delete the present one
 * @param create whether the flag may be unknown
 * @param write actor, reason and expected version
 */
record WriteRequest(String flag, @Nullable RequestedValue value, boolean create, FlagWrite write) {

    /** The {@code via} of these changes in the history. */
    static final String VIA = "actuator";

    private static final List<String> FIELDS = List.of("value", "expectedVersion", "reason", "create");

    /**
     * Reads the JSON body of a request to set a value.
     *
     * @param body the fields {@code value}, {@code expectedVersion}, {@code reason} and {@code create}. Any other field is a problem: its
     *     author would rely on an effect that it does not have
     * @throws BadRequestException if the request has problems
     */
    static WriteRequest toSet(
            String flag, Map<String, ? extends @Nullable Object> body, String actor, FlagValueEditor editor) {
        List<String> problems = new ArrayList<>();
        for (String field : new TreeSet<>(body.keySet())) {
            if (!FIELDS.contains(field)) {
                problems.add(unknownField(field));
            }
        }
        RequestedValue value = RequestedValue.of(body.get("value"), editor);
        Object create = body.get("create");
        if (create != null && !(create instanceof Boolean)) {
            problems.add("'create' must be true or false.");
        }
        return checked(flag, value, body.get("expectedVersion"), body.get("reason"), actor, problems)
                .creating(Boolean.TRUE.equals(create));
    }

    private static String unknownField(String field) {
        String nearest = NearestName.find(field, FIELDS);
        return "Unknown field '" + LogText.of(field) + "': "
                + (nearest == null ? "" : "did you mean '" + nearest + "'? ")
                + "the fields are 'value', 'expectedVersion', 'reason' and 'create'.";
    }

    private WriteRequest creating(boolean creating) {
        return new WriteRequest(flag, value, creating, write);
    }

    /**
     * Reads a request to set a value that is a text.
     *
     * @throws BadRequestException if the request has problems
     */
    static WriteRequest toSet(
            String flag,
            String value,
            @Nullable String expectedVersion,
            @Nullable String reason,
            @Nullable Boolean create,
            String actor) {
        return checked(flag, RequestedValue.ofText(value), expectedVersion, reason, actor, new ArrayList<>())
                .creating(Boolean.TRUE.equals(create));
    }

    /**
     * Reads a request to delete a value.
     *
     * @throws BadRequestException if the request has problems
     */
    static WriteRequest toDelete(String flag, @Nullable String expectedVersion, @Nullable String reason, String actor) {
        return checked(flag, null, expectedVersion, reason, actor, new ArrayList<>());
    }

    private static WriteRequest checked(
            String flag,
            @Nullable RequestedValue value,
            @Nullable Object expectedVersion,
            @Nullable Object reason,
            String actor,
            List<String> problems) {
        int placeOfValue = problems.size();
        if (!FlagName.isValid(flag)) {
            problems.add("The name does not match " + FlagName.GRAMMAR + ".");
        }
        String version = text("expectedVersion", expectedVersion, problems);
        String reasonText = text("reason", reason, problems);
        checkReason(reasonText, problems);
        boolean writable = value == null || value.text() != null;
        if (problems.isEmpty() && writable) {
            return new WriteRequest(
                    flag,
                    value,
                    false,
                    FlagWrite.by(actor).manually(VIA).because(reasonText).expecting(version));
        }
        String problem = value == null ? null : value.problem();
        if (problem != null) {
            problems.add(placeOfValue, problem);
        }
        throw new BadRequestException(problems);
    }

    /** Returns the value as text for the store; null to delete the present value. */
    @Nullable
    String text() {
        return value == null ? null : value.text();
    }

    /**
     * Parses the value of a request that is not going to be carried out.
     *
     * @throws BadRequestException if it is an object that is not understood
     */
    void checkValue() {
        String problem = value == null ? null : value.problem();
        if (problem != null) {
            throw new BadRequestException(List.of(problem));
        }
    }

    /** Creates the exception for a value that the admin has rejected; of an object, it names the field. */
    BadRequestException rejected(InvalidFlagValueException reason) {
        String problem = value == null ? null : value.problem();
        return new BadRequestException(List.of(problem != null ? problem : RequestedValue.notUnderstood(reason)));
    }

    /**
     * Checks the name of the user, who becomes the actor.
     *
     * @throws BadRequestException if it is too long
     */
    static void checkActor(String actor) {
        if (actor.length() > FlagWrite.MAX_TEXT) {
            throw new BadRequestException(
                    List.of("The name of the logged-in user has at most " + FlagWrite.MAX_TEXT + " characters."));
        }
    }

    static void checkReason(@Nullable String reason, List<String> problems) {
        if (reason != null && reason.length() > FlagWrite.MAX_TEXT) {
            problems.add("'reason' has at most " + FlagWrite.MAX_TEXT + " characters.");
        }
    }

    private static @Nullable String text(String field, @Nullable Object value, List<String> problems) {
        if (value != null && !(value instanceof String)) {
            problems.add("'" + field + "' must be a text.");
            return null;
        }
        return (String) value;
    }
}
