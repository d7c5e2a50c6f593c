package io.featureflags;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Port: changes single fields of a flag's value and keeps all others, including fields unknown to this version. An
 * editor transforms text: it neither reads nor writes the store. A caller that stores the result must ensure that the
 * value was not changed in the meantime, for example with {@link FlagWrite#expecting}.
 */
@FunctionalInterface
public interface FlagValueEditor {

    /**
     * Sets and removes fields of a value's JSON form.
     *
     * <p>The result is always a JSON object. A value of another form is converted first: {@code true} and {@code false}
     * to {@code {"enabled": …}}, {@code 10%} to {@code {"percentage": 10}}, and no value to {@code {}}. Thus
     * {@code 10%} with the change {@code percentage = 20} becomes {@code {"percentage": 20}}. Defaults of absent fields
     * are not written: {@code {"enabled": true}} is on for all users, and with {@code users} or {@code rules} but
     * without a {@code percentage} all other users are off. The result must state who gets the feature: a flag without
     * a value needs more than a description or an owner.
     *
     * <p>An unchanged field keeps its position, its nulls and texts, and the order of its contents. Numbers keep their
     * digits, such as {@code 1.0}, {@code 1e400} or an integer of any length. Only whitespace and the escapes of
     * characters may differ. A changed field keeps its position; new fields are appended in the order of the changes.
     *
     * <p>A new value has one of these types:
     *
     * <ul>
     *   <li>a {@link String} without unpaired surrogates, or a {@link Boolean};
     *   <li>a finite number: {@link Byte}, {@link Short}, {@link Integer}, {@link Long}, {@link Float}, {@link Double},
     *       {@link java.math.BigInteger} or {@link java.math.BigDecimal}, written with its own digits;
     *   <li>an {@code io.featureflags.decision.Percentage}, written as a number;
     *   <li>an {@link java.time.Instant}, written in ISO-8601 with the offset {@code Z}, or a
     *       {@link java.time.LocalDate};
     *   <li>a {@link java.util.Collection} of such values, or a {@link Map} of them with String keys, in iteration
     *       order. Null elements are JSON nulls.
     * </ul>
     *
     * <p>The nesting depth is limited to 32, including the object itself. The length is not limited: the result may
     * exceed the maximum size of a value that is read from Redis.
     *
     * @param value present value as in the store; null if there is none
     * @param changes new values by name of the field, for fields of the outermost object; null removes the field, if
     *     present
     * @return the new value, which the parser accepts
     * @throws InvalidFlagValueException if the present value cannot be parsed, because its contents would be lost; or
     *     if a change is of no supported type or makes the value invalid. The message names the reason and, for a
     *     change, the field; it contains no values
     */
    String edit(@Nullable String value, Map<String, @Nullable Object> changes);

    /**
     * Writes the object form of a value without parsing it, for callers whose next step checks the value, as
     * {@link FeatureFlagAdmin#set} does. The default is {@link #edit} without a present value, which parses it.
     *
     * @param fields values by the names of the fields, as in {@link #edit}; null leaves the field out
     * @return the value, which is not checked
     * @throws InvalidFlagValueException if a field holds anything that {@link #edit} does not list
     */
    default String write(Map<String, @Nullable Object> fields) {
        return edit(null, fields);
    }
}
