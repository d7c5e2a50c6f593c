package io.featureflags.test;

import io.featureflags.BoundContext;
import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.FlagName;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.Source;
import io.featureflags.decision.FlagValue;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Feature flags of a test without Spring, from {@link TestFeatureFlags#off()}. A flag that is not set is off, also if
 * its annotation enables it by default. Not bound to a thread: every thread gets the same answers.
 */
public final class StandaloneFeatureFlags implements FeatureFlags {

    private final TextFlagValueParser parser = new TextFlagValueParser();

    private final Map<String, String> values = new ConcurrentHashMap<>();

    private final EvaluationContextProvider user = BoundContext.orElse(EvaluationContext::anonymous);

    StandaloneFeatureFlags() {}

    /**
     * Switches a flag on for every user.
     *
     * @param name name of the flag
     * @return this object
     * @throws IllegalArgumentException if the name is outside the grammar of {@link FlagName}
     */
    public StandaloneFeatureFlags on(String name) {
        return set(name, "true");
    }

    /**
     * Switches a flag off for every user.
     *
     * @param name name of the flag
     * @return this object
     * @throws IllegalArgumentException if the name is outside the grammar of {@link FlagName}
     */
    public StandaloneFeatureFlags off(String name) {
        return set(name, "false");
    }

    /**
     * Sets a value.
     *
     * @param name name of the flag
     * @param value the value, as Redis could have it, such as {@code 25%} or a JSON object
     * @return this object
     * @throws IllegalArgumentException if the name is outside the grammar of {@link FlagName}
     * @throws InvalidFlagValueException if the value is not understood
     */
    public StandaloneFeatureFlags set(String name, String value) {
        if (!FlagName.isValid(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot be the name of a feature flag: it must match " + FlagName.GRAMMAR + ".");
        }
        FlagValue unused = parser.parse(value);
        values.put(name, value);
        return this;
    }

    /**
     * Puts an object behind the interceptors of its toggled methods, as its bean would be in an application.
     *
     * @param target the object; its class must not be final
     * @param legacyBeans objects with legacy code, for {@code fallbackType} and {@code fallbackBean}; the name of each is
     *     that of its class with a small first letter
     * @param <T> class of the object
     * @return a proxy of the object; the object itself if none of its methods is toggled
     * @throws io.featureflags.toggle.InvalidFeatureToggleException if an annotation would stop the start of an application
     */
    public <T> T route(T target, Object... legacyBeans) {
        return StandaloneRouting.route(new Registry(), user, target, legacyBeans);
    }

    @Override
    public boolean isEnabled(String flag) {
        return flag(flag).isEnabled(user);
    }

    @Override
    public boolean isEnabled(String flag, EvaluationContext context) {
        return flag(flag).isEnabled(context);
    }

    @Override
    public Evaluation evaluate(String flag, EvaluationContext context) {
        return flag(flag).evaluate(context);
    }

    @Override
    public <T> T value(String flag, T otherwise) {
        return flag(flag).value(otherwise, user);
    }

    @Override
    public Explanation explain(String flag, EvaluationContext context) {
        return flag(flag).explain(context);
    }

    @Override
    public Flag flag(String flag) {
        return new Present(flag);
    }

    private Flag now(String name) {
        return withValue(name, values.get(name));
    }

    private Flag withValue(String name, @Nullable String value) {
        String text = value == null ? "false" : value;
        return new OverriddenFlag(
                new Present(name),
                text,
                parser.parse(text).decisionFor(name, this::flag, Clock.systemUTC()),
                value == null ? Source.NONE : Source.REDIS);
    }

    /** The flags of toggled methods. */
    private final class Registry implements FlagRegistry {

        @Override
        public Flag flag(String name) {
            return new Present(name);
        }

        @Override
        public Flag register(String name, boolean enabledByDefault) {
            return new Present(name);
        }
    }

    /** A handle that answers by the value that is set when it is called. */
    private final class Present implements Flag {

        private final String name;

        Present(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isEnabled(EvaluationContextProvider contextProvider) {
            return now(name).isEnabled(contextProvider);
        }

        @Override
        public Evaluation evaluate(EvaluationContextProvider contextProvider) {
            return values.containsKey(name)
                    ? now(name).evaluate(contextProvider)
                    : Evaluation.error(name, Source.NONE, ErrorCode.FLAG_NOT_FOUND);
        }

        @Override
        public Explanation explain(EvaluationContext context) {
            return now(name).explain(context);
        }

        @Override
        public Flag withValue(@Nullable String value) {
            return StandaloneFeatureFlags.this.withValue(name, value);
        }
    }
}
