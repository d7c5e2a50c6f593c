package io.featureflags.autoconfigure;

import io.featureflags.FlagName;
import io.featureflags.spi.FlagConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/**
 * Settings of feature flags.
 *
 * @param store Where the values of flags live.
 * @param strict Whether a flag that an annotation refers to, and that neither the store nor this file defines, stops the
 *     start.
 * @param requestConsistency Whether a flag that has answered in a web request gives the same answer for the rest of that
 *     request, so that a change in mid-request is seen by the next one.
 * @param flags What is known of each flag, by its name; a name with a dot or a colon stands in brackets and quotes.
 * @param redis How flags are read from Redis.
 * @param snapshot How last known values outlive the application.
 * @param audit How changes of flags are recorded.
 * @param aspect How toggled methods are intercepted.
 */
@ConfigurationProperties("feature-flags")
public record FeatureFlagsProperties(
        @DefaultValue("redis") Store store,
        @DefaultValue("false") boolean strict,
        @DefaultValue("false") boolean requestConsistency,
        @DefaultValue Map<String, FlagConfiguration> flags,
        @DefaultValue Redis redis,
        @DefaultValue Snapshot snapshot,
        @DefaultValue Audit audit,
        @DefaultValue Aspect aspect)
        implements Validator {

    private static final Duration SHORTEST = Duration.ofMillis(10);

    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST_ENTRIES = 1_000_000;

    /** Where the values of flags live. */
    public enum Store {

        /** In Redis, one key each. */
        REDIS,

        /** Nowhere but in this file: no Redis at all. */
        MEMORY
    }

    /**
     * How flags are read from Redis.
     *
     * @param keyPrefix What stands before a flag's name in its key.
     * @param timeout Longest wait for the answer to one command, whatever the application waits for its own data.
     * @param startupWait Longest time that the start of the application waits for the first values; zero for none.
     * @param pollInterval How often all flags are read where Redis does not tell of changes.
     * @param reconcileInterval How often all flags are read where Redis does tell of changes.
     * @param maxValueSize Largest value that is taken for a flag.
     */
    public record Redis(
            @DefaultValue("feature:") String keyPrefix,
            @DefaultValue("500ms") Duration timeout,
            @DefaultValue("1s") Duration startupWait,
            @DefaultValue("1s") Duration pollInterval,
            @DefaultValue("30s") Duration reconcileInterval,
            @DefaultValue("1MB") DataSize maxValueSize) {}

    /**
     * How last known values outlive the application.
     *
     * @param file File that keeps the last known values for a start while Redis is away. It is made, with its folder,
     *     where it does not exist.
     */
    public record Snapshot(@Nullable Path file) {}

    /**
     * How changes of flags are recorded.
     *
     * @param maxEntries How many entries are kept of each flag. Redis removes older ones in blocks, and so keeps some
     *     more.
     */
    public record Audit(@DefaultValue("1000") int maxEntries) {}

    /**
     * How toggled methods are intercepted.
     *
     * @param order Place of the toggle among other advice on a method: a smaller number is further outside. Spring
     *     Security is further outside than the default, transactions, retries and caches further inside.
     */
    public record Aspect(@DefaultValue("1000") int order) {}

    @Override
    public boolean supports(Class<?> type) {
        return type == FeatureFlagsProperties.class;
    }

    @Override
    public void validate(Object target, Errors errors) {
        FeatureFlagsProperties properties = (FeatureFlagsProperties) target;
        properties.flags().keySet().stream()
                .filter(name -> !FlagName.isValid(name))
                .forEach(name -> errors.rejectValue(
                        "flags", "name", "flag name '" + name + "' does not match " + FlagName.GRAMMAR));
        Redis settings = properties.redis();
        if (settings.keyPrefix().isBlank() || settings.keyPrefix().matches(".*[{}\\s].*")) {
            errors.rejectValue("redis.key-prefix", "prefix", "must be some text without spaces and braces");
        }
        between(errors, "redis.timeout", settings.timeout(), SHORTEST, LONGEST);
        between(errors, "redis.startup-wait", settings.startupWait(), Duration.ZERO, LONGEST);
        between(errors, "redis.poll-interval", settings.pollInterval(), SHORTEST, LONGEST);
        between(errors, "redis.reconcile-interval", settings.reconcileInterval(), SHORTEST, LONGEST);
        if (settings.maxValueSize().toBytes() < 1) {
            errors.rejectValue("redis.max-value-size", "size", "must be at least one byte");
        }
        int maxEntries = properties.audit().maxEntries();
        if (maxEntries < 1 || maxEntries > MOST_ENTRIES) {
            errors.rejectValue("audit.max-entries", "entries", "must be from 1 to " + MOST_ENTRIES);
        }
    }

    private static void between(Errors errors, String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            errors.rejectValue(field, "interval", "must be from " + least.toMillis() + "ms to " + most.toHours() + "h");
        }
    }
}
