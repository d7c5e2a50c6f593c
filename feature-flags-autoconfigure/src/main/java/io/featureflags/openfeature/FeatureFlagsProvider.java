package io.featureflags.openfeature;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.TrackingEventDetails;
import dev.openfeature.sdk.Value;
import io.featureflags.ErrorCode;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.Reason;
import io.featureflags.ValueEvaluation;
import io.featureflags.openfeature.FlagMetadata.MarkedFlag;
import io.featureflags.text.LogLimit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * OpenFeature provider of the flags, with the name {@code feature-flags}. Evaluates as {@link FeatureFlags} does: from local
 * memory, with meters and request consistency. No method waits for Redis, and none throws an exception.
 */
public final class FeatureFlagsProvider extends EventProvider {

    /** Name of the provider in OpenFeature. */
    static final String NAME = "feature-flags";

    private static final Log logger = LogFactory.getLog(FeatureFlagsProvider.class);

    private static final Metadata METADATA = () -> NAME;

    private final FeatureFlags flags;

    private final EvaluationContextProvider currentUser;

    private final FlagMetadata metadata;

    private final Consumer<FeatureFlagTrackingEvent> tracking;

    private final LogLimit limit = new LogLimit();

    /**
     * Creates the provider.
     *
     * @param flags the flags
     * @param currentUser provider of the user of calls without a targeting key
     * @param metadata metadata of the answers
     * @param tracking receives the tracked actions
     */
    public FeatureFlagsProvider(
            FeatureFlags flags,
            EvaluationContextProvider currentUser,
            FlagMetadata metadata,
            Consumer<FeatureFlagTrackingEvent> tracking) {
        this.flags = flags;
        this.currentUser = currentUser;
        this.metadata = metadata;
        this.tracking = tracking;
    }

    @Override
    public Metadata getMetadata() {
        return METADATA;
    }

    @Override
    @SuppressWarnings("rawtypes") // As in the SDK, which creates a list at each call.
    public List<Hook> getProviderHooks() {
        return List.of();
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(
            String key, @Nullable Boolean defaultValue, EvaluationContext context) {
        return evaluate(key, false, defaultValue, context);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(
            String key, @Nullable String defaultValue, EvaluationContext context) {
        return evaluate(key, "", defaultValue, context);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(
            String key, @Nullable Integer defaultValue, EvaluationContext context) {
        return evaluate(key, 0, defaultValue, context);
    }

    /** Exact beyond 2^53, since no double is in between. The SDK has longs since 1.22. */
    @Override
    public ProviderEvaluation<Long> getLongEvaluation(
            String key, @Nullable Long defaultValue, EvaluationContext context) {
        return evaluate(key, 0L, defaultValue, context);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(
            String key, @Nullable Double defaultValue, EvaluationContext context) {
        return evaluate(key, 0.0, defaultValue, context);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(
            String key, @Nullable Value defaultValue, EvaluationContext context) {
        try {
            MarkedFlag found = metadata.find(key);
            ValueEvaluation<Map<String, Object>> answer = answer(found, key, Map.of(), context);
            Value value = answer.variant() == null ? null : SdkValues.structure(answer.value());
            ErrorCode code = answer.variant() != null && value == null ? ErrorCode.TYPE_MISMATCH : answer.errorCode();
            return result(answer, code, value, defaultValue, metadata(found, answer));
        } catch (RuntimeException | StackOverflowError ex) { // A context can be nested without a limit.
            return failed(key, ex, defaultValue);
        }
    }

    private <T> ProviderEvaluation<T> evaluate(
            String key, T anyOfType, @Nullable T defaultValue, EvaluationContext context) {
        try {
            MarkedFlag found = metadata.find(key);
            ValueEvaluation<T> answer = answer(found, key, anyOfType, context);
            return result(answer, answer.errorCode(), answer.value(), defaultValue, metadata(found, answer));
        } catch (RuntimeException | StackOverflowError ex) { // A context can be nested without a limit.
            return failed(key, ex, defaultValue);
        }
    }

    /** The default of the call may be null, so that another one has the type. */
    private <T> ValueEvaluation<T> answer(
            @Nullable MarkedFlag found, String key, T anyOfType, EvaluationContext context) {
        Flag flag = found == null ? flags.flag(key) : found.flag();
        return flag.evaluateValue(anyOfType, new MergedContext(context, currentUser));
    }

    private ImmutableMetadata metadata(@Nullable MarkedFlag found, ValueEvaluation<?> answer) {
        return metadata.of(found, answer.flag(), answer.source(), flags);
    }

    private static <T> ProviderEvaluation<T> result(
            ValueEvaluation<?> answer,
            @Nullable ErrorCode code,
            @Nullable T value,
            @Nullable T defaultValue,
            ImmutableMetadata metadata) {
        T given = answer.variant() == null ? defaultValue : value;
        if (code == null && given != null) {
            return new ProviderEvaluation<>(
                    given, answer.variant(), answer.reason().name(), null, null, metadata);
        }
        // Off without a value, and no default: a value that is null needs an error code.
        ErrorCode error = code == null ? ErrorCode.GENERAL : code;
        return new ProviderEvaluation<>(
                defaultValue,
                null,
                Reason.ERROR.name(),
                dev.openfeature.sdk.ErrorCode.valueOf(error.name()),
                "Feature flag '" + answer.flag() + "' " + inWords(error),
                metadata);
    }

    private static String inWords(ErrorCode code) {
        return switch (code) {
            case PARSE_ERROR -> "has a value that is not understood";
            case TARGETING_KEY_MISSING -> "depends on the user, and the context has no targeting key";
            case FLAG_NOT_FOUND -> "is unknown";
            case INVALID_CONTEXT -> "depends on the user, who cannot be determined";
            case TYPE_MISMATCH -> "has a value of another type";
            case GENERAL -> "has no value";
        };
    }

    private <T> ProviderEvaluation<T> failed(String key, Throwable failure, @Nullable T defaultValue) {
        String warning = limit.limit(
                String.valueOf(key),
                "Feature flag '" + key + "' cannot be evaluated by OpenFeature. The caller gets its default.");
        if (warning != null) {
            logger.warn(warning, failure);
        }
        return new ProviderEvaluation<>(
                defaultValue,
                null,
                Reason.ERROR.name(),
                dev.openfeature.sdk.ErrorCode.GENERAL,
                "Feature flag '" + key + "' cannot be evaluated; the log has the reason",
                ImmutableMetadata.EMPTY);
    }

    @Override
    public void track(String eventName, EvaluationContext context, @Nullable TrackingEventDetails details) {
        try {
            tracking.accept(new FeatureFlagTrackingEvent(
                    eventName,
                    targetingKey(context),
                    details == null ? null : details.getValue().orElse(null),
                    details == null ? Map.of() : SdkValues.plain(details, null)));
        } catch (RuntimeException | StackOverflowError ex) {
            String warning = limit.limit(
                    eventName, "The tracked action '" + eventName + "' was not published to all listeners.");
            if (warning != null) {
                logger.warn(warning, ex);
            }
        }
    }

    private @Nullable String targetingKey(EvaluationContext context) {
        try {
            return new MergedContext(context, currentUser).currentContext().targetingKey();
        } catch (RuntimeException | StackOverflowError ex) {
            return null; // The user cannot be determined, as in an evaluation, which logs it.
        }
    }
}
