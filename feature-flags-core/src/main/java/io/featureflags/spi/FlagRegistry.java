package io.featureflags.spi;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.Flag;
import io.featureflags.FlagName;
import io.featureflags.LiveValue;
import io.featureflags.ValueType;

/** Port: provides the handles of flags by name. */
public interface FlagRegistry {

    /**
     * Returns the handle of a flag. Never blocks; a name that is used for the first time is loaded from the store in
     * the background.
     *
     * @param name name of the flag; a name outside the grammar of {@link FlagName} yields a handle that is always off
     * @return the handle
     */
    Flag flag(String name);

    /**
     * Registers a flag that the code refers to. Intended for the start of an application: blocks until the value was
     * read from the store, or until the rest of the start-up wait has elapsed.
     *
     * @param name name of the flag
     * @param enabledByDefault answer if neither the store nor {@code application.yml} has one; false takes precedence
     *     if a flag is registered repeatedly
     * @return the handle
     * @throws IllegalArgumentException if the name is outside the grammar of {@link FlagName}
     */
    Flag register(String name, boolean enabledByDefault);

    /**
     * Returns a handle of the value of a flag. Keep it in a field: a plain value would never change. Never blocks. The handle
     * of an application determines the current user as {@link io.featureflags.FeatureFlags} does. The default knows no user
     * but that of a {@link BoundContext}.
     *
     * @param name name of the flag
     * @param otherwise value if the evaluation fails or the flag has no value. It determines the type: {@link Boolean},
     *     {@link String}, {@link Integer}, {@link Long}, {@link Double}, {@link java.math.BigDecimal} or {@link java.util.Map}
     * @param <T> type of the value
     * @return the handle
     * @throws IllegalArgumentException if {@code otherwise} is null or of any other type
     */
    default <T> LiveValue<T> value(String name, T otherwise) {
        ValueType unused = ValueType.of(otherwise);
        return new FlagLiveValue<>(flag(name), otherwise, BoundContext.orElse(EvaluationContext::anonymous));
    }
}
