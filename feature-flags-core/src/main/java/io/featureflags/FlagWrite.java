package io.featureflags;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of a write: actor, reason and precondition.
 *
 * @param actor user or job that writes, not blank, at most {@value #MAX_TEXT} characters
 * @param source kind of actor
 * @param via interface by which the write is made, such as {@code api}
 * @param reason reason of the change, at most {@value #MAX_TEXT} characters; null if none is given
 * @param expectedVersion version that the flag must have, or else the write fails; null to accept any version
 * @param request unique id of this write. A write that is repeated with the same id, because its response was lost, is
 *     applied once
 */
public record FlagWrite(
        String actor,
        ChangeSource source,
        String via,
        @Nullable String reason,
        @Nullable String expectedVersion,
        String request) {

    /** Maximum length of the actor and of the reason, in characters. */
    public static final int MAX_TEXT = 1000;

    /**
     * Validates the components.
     *
     * @throws IllegalArgumentException if the actor is blank, or the actor or the reason is too long
     */
    public FlagWrite {
        Objects.requireNonNull(source, "'source' must not be null");
        Objects.requireNonNull(via, "'via' must not be null");
        Objects.requireNonNull(request, "'request' must not be null");
        if (actor.isBlank()) {
            throw new IllegalArgumentException("The actor of a change must not be blank");
        }
        if (actor.length() > MAX_TEXT || (reason != null && reason.length() > MAX_TEXT)) {
            throw new IllegalArgumentException(
                    "The actor and the reason of a change have at most " + MAX_TEXT + " characters");
        }
    }

    /**
     * Creates a write by code: without a reason, without a precondition, and with a new request id.
     *
     * @param actor name of the actor, such as that of a job
     * @return the write, with the source {@link ChangeSource#AUTOMATED}
     */
    public static FlagWrite by(String actor) {
        return new FlagWrite(
                actor,
                ChangeSource.AUTOMATED,
                "api",
                null,
                null,
                UUID.randomUUID().toString());
    }

    /**
     * Returns a copy of this write for a change by a person.
     *
     * @param way interface by which the write is made, such as {@code actuator}
     * @return a copy with the source {@link ChangeSource#MANUAL}
     */
    public FlagWrite manually(String way) {
        return new FlagWrite(actor, ChangeSource.MANUAL, way, reason, expectedVersion, request);
    }

    /**
     * Returns a copy of this write with a reason.
     *
     * @param why reason of the change; null for none
     * @return the copy
     */
    public FlagWrite because(@Nullable String why) {
        return new FlagWrite(actor, source, via, why, expectedVersion, request);
    }

    /**
     * Returns a copy of this write with a precondition: the write fails with a {@link FlagConflictException} unless the
     * flag has the given version.
     *
     * @param version the version, as in {@link FlagState#version()}; null to accept any version
     * @return the copy
     */
    public FlagWrite expecting(@Nullable String version) {
        return new FlagWrite(actor, source, via, reason, version, request);
    }
}
