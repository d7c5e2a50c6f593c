package io.featureflags;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who writes a flag, why, and on what condition.
 *
 * @param actor who writes, not blank, of at most {@value #MAX_TEXT} characters
 * @param source what kind of actor that is
 * @param via the way that the write takes, such as {@code api}
 * @param reason why, of at most {@value #MAX_TEXT} characters; null if nobody says
 * @param expectedVersion the version that the flag must have, or else nothing is written; null for any
 * @param request tells this write from all others, so that one of which no answer came can be sent again and is carried
 *     out once
 */
public record FlagWrite(
        String actor,
        ChangeSource source,
        String via,
        @Nullable String reason,
        @Nullable String expectedVersion,
        String request) {

    /** How long an actor and a reason may be, in characters. */
    public static final int MAX_TEXT = 1000;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the actor is blank, or a text too long
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
     * A write by code, of any version, without a reason.
     *
     * @param actor who writes, such as the name of a job
     * @return a new request
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
     * The same, by a person.
     *
     * @param way the way that the write takes, such as {@code actuator}
     * @return a new record
     */
    public FlagWrite manually(String way) {
        return new FlagWrite(actor, ChangeSource.MANUAL, way, reason, expectedVersion, request);
    }

    /**
     * The same, with a reason.
     *
     * @param why the reason; null for none
     * @return a new record
     */
    public FlagWrite because(@Nullable String why) {
        return new FlagWrite(actor, source, via, why, expectedVersion, request);
    }

    /**
     * The same, on the condition that the flag has a version.
     *
     * @param version the version, as in {@link FlagState#version()}; null for any
     * @return a new record
     */
    public FlagWrite expecting(@Nullable String version) {
        return new FlagWrite(actor, source, via, reason, version, request);
    }
}
