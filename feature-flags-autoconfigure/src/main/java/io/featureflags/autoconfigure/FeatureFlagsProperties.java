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
 * Properties of feature flags.
 *
 * @param store Location of the values of flags.
 * @param strict Whether the start fails if an annotation refers to a flag that neither the store nor this file defines.
 * @param requestConsistency Whether a flag keeps its first answer until the end of a web request, so that a change applies to
 *     the next request.
 * @param flags Configuration of each flag by its name. A name with a dot or a colon needs brackets and quotes.
 * @param redis Properties of reading flags from Redis.
 * @param snapshot Properties of the file with the last known values.
 * @param audit Properties of the audit trail.
 * @param aspect Properties of the interception of toggled methods.
 * @param shadow Properties of shadow runs.
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
        @DefaultValue Aspect aspect,
        @DefaultValue Shadow shadow)
        implements Validator {

    private static final Duration SHORTEST = Duration.ofMillis(10);

    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration LONGEST_KEPT = Duration.ofDays(36_500);

    private static final int MOST_ENTRIES = 1_000_000;

    private static final int MOST_THREADS = 64;

    /** Location of the values of flags. */
    public enum Store {

        /** In Redis, one key each. */
        REDIS,

        /** In the memory of this instance: the application needs no Redis. */
        MEMORY
    }

    /**
     * Properties of reading flags from Redis.
     *
     * @param keyPrefix Prefix of the name of a flag in its Redis key.
     * @param timeout Longest wait for the reply to one command, independent of the timeout that the application sets.
     * @param startupWait Longest wait of the start for the first values; zero for no wait.
     * @param pollInterval Interval in which all flags are read if Redis does not push changes.
     * @param reconcileInterval Interval in which all flags are read in addition to pushed changes.
     * @param maxValueSize Largest size of a value.
     * @param maxAskedNames Number of names that are kept of those that neither code nor this file has: as many with a value
     *     as without one. The least used ones are dropped, and read again when they are used.
     */
    public record Redis(
            @DefaultValue("feature:") String keyPrefix,
            @DefaultValue("500ms") Duration timeout,
            @DefaultValue("1s") Duration startupWait,
            @DefaultValue("1s") Duration pollInterval,
            @DefaultValue("30s") Duration reconcileInterval,
            @DefaultValue("1MB") DataSize maxValueSize,
            @DefaultValue("10000") int maxAskedNames) {}

    /**
     * Properties of the file with the last known values.
     *
     * @param file File with the last known values, for a start without Redis. The file and its folder are created if
     *     they do not exist.
     */
    public record Snapshot(@Nullable Path file) {}

    /**
     * Properties of the audit trail.
     *
     * @param maxEntries Number of entries that are kept of each flag. Redis removes older ones in blocks, and so keeps a few
     *     more.
     * @param keep Time that the record of a flag is kept after the flag was deleted.
     */
    public record Audit(
            @DefaultValue("1000") int maxEntries,
            @DefaultValue("90d") Duration keep) {}

    /**
     * Properties of the interception of toggled methods.
     *
     * @param order Order of the toggle among other advice on a method; a smaller number is further outside. With the
     *     default, Spring Security is outside, and transactions, retries and caches are inside.
     */
    public record Aspect(@DefaultValue("1000") int order) {}

    /**
     * Properties of shadow runs.
     *
     * @param timeout Longest time of a shadow run, after which it is interrupted.
     * @param threads Number of threads for shadow runs.
     * @param samples Whether the endpoint shows arguments and results of the last differences, which may hold personal data.
     */
    public record Shadow(
            @DefaultValue("1s") Duration timeout,
            @DefaultValue("2") int threads,
            @DefaultValue("false") boolean samples) {}

    @Override
    public boolean supports(Class<?> type) {
        return type == FeatureFlagsProperties.class;
    }

    @Override
    public void validate(Object target, Errors errors) {
        FeatureFlagsProperties properties = (FeatureFlagsProperties) target;
        for (String name : properties.flags().keySet()) {
            if (!FlagName.isValid(name)) {
                errors.rejectValue("flags", "name", "flag name '" + name + "' does not match " + FlagName.GRAMMAR);
            }
        }
        Redis settings = properties.redis();
        if (settings.keyPrefix().isBlank() || settings.keyPrefix().matches(".*[{}\\s].*")) {
            errors.rejectValue("redis.key-prefix", "prefix", "must be a text without spaces and braces");
        }
        between(errors, "redis.timeout", settings.timeout(), SHORTEST, LONGEST);
        between(errors, "redis.startup-wait", settings.startupWait(), Duration.ZERO, LONGEST);
        between(errors, "redis.poll-interval", settings.pollInterval(), SHORTEST, LONGEST);
        between(errors, "redis.reconcile-interval", settings.reconcileInterval(), SHORTEST, LONGEST);
        if (settings.maxValueSize().toBytes() < 1) {
            errors.rejectValue("redis.max-value-size", "size", "must be at least one byte");
        }
        if (settings.maxAskedNames() < 1) {
            errors.rejectValue("redis.max-asked-names", "names", "must be at least 1");
        }
        int maxEntries = properties.audit().maxEntries();
        if (maxEntries < 1 || maxEntries > MOST_ENTRIES) {
            errors.rejectValue("audit.max-entries", "entries", "must be from 1 to " + MOST_ENTRIES);
        }
        between(errors, "audit.keep", properties.audit().keep(), SHORTEST, LONGEST_KEPT);
        between(errors, "shadow.timeout", properties.shadow().timeout(), SHORTEST, LONGEST);
        int threads = properties.shadow().threads();
        if (threads < 1 || threads > MOST_THREADS) {
            errors.rejectValue("shadow.threads", "threads", "must be from 1 to " + MOST_THREADS);
        }
    }

    private static void between(Errors errors, String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            errors.rejectValue(field, "interval", "must be from " + least.toMillis() + "ms to " + most.toHours() + "h");
        }
    }
}
