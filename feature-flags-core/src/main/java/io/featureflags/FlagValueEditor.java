package io.featureflags;

import io.featureflags.decision.Percentage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Port: changes single fields of a flag's value and keeps all the others, also those that this version does not know. It
 * works on texts: it neither reads nor writes Redis, so that whoever stores the result has to see to it that the value has
 * not changed meanwhile.
 */
@FunctionalInterface
public interface FlagValueEditor {

    /**
     * Sets fields of a value's JSON form and removes others.
     *
     * <p>The result is always the object form. A value of another form is turned into it first: {@code true} and
     * {@code false} into {@code {"enabled": …}}, {@code 10%} into {@code {"percentage": 10}}, no value into {@code {}}. So
     * {@code 10%} with the {@code percentage} 20 becomes {@code {"percentage": 20}}. What a field that is absent means is
     * not filled in: {@code {}} is on for everybody, and where {@code users} or {@code rules} are given without a
     * {@code percentage}, nobody else is. Who edits a flag that has no value should say who gets it.
     *
     * <p>Every field that is not named in the changes stays as it is: its place, the order of what it holds, nulls, texts,
     * and numbers with their own digits, such as {@code 1.0}, {@code 1e400} or an integer of any length. Only the space
     * between them, and how a character of a text is escaped, may differ. A field that is changed stays in its place as
     * well; new ones follow at the end, in the order of the changes.
     *
     * <p>A new value is one of these:
     *
     * <ul>
     *   <li>a {@link String} without half of a surrogate pair, or a {@link Boolean};
     *   <li>a finite number: {@link Byte}, {@link Short}, {@link Integer}, {@link Long}, {@link Float}, {@link Double},
     *       {@link java.math.BigInteger} or {@link java.math.BigDecimal}, written with the digits that it has;
     *   <li>a {@link Percentage}, written as a number;
     *   <li>an {@link java.time.Instant}, written in ISO-8601 with the offset {@code Z}, or a {@link java.time.LocalDate};
     *   <li>a {@link java.util.Collection} of such values, or a {@link Map} of them by names that are Strings, in the order
     *       in which they iterate. Here null is JSON's null.
     * </ul>
     *
     * <p>Nothing may be nested deeper than 32, the object itself included. The size is not limited: a result may be larger
     * than the largest value that is read from Redis.
     *
     * @param value the flag's present value as it stands in Redis, null if there is none
     * @param changes new values by the names of the fields of the outermost object; null removes the field, if it is there
     * @return the new value, which is understood
     * @throws InvalidFlagValueException if the present value is not understood, since what it says would be lost, or if a
     *     change is none of the above or leads to a value that is not understood. The message gives the reason and, for a
     *     change, names the field; it holds no values
     */
    String edit(@Nullable String value, Map<String, @Nullable Object> changes);
}
