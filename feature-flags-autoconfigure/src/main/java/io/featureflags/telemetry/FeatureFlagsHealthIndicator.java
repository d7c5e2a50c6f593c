package io.featureflags.telemetry;

import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health of the flags. The status is always UP: flags answer during an outage of the store, which must take no instance out
 * of a load balancer, let alone all of them. Problems are in the details:
 *
 * <ul>
 *   <li>{@code mode}: mode in which the store is followed
 *   <li>{@code currentAt} and {@code ageSeconds}: time at which the flags were last known to be current; absent if never
 *   <li>{@code lastError}: reason why the store is not followed more closely; absent if there is none
 *   <li>{@code flags}: number of known flags
 *   <li>{@code unreadable}: problems of values that are not understood or cannot be read, by the names of the flags
 *   <li>{@code vanished}: flags whose keys disappeared in a suspected data loss, and which keep their last values
 * </ul>
 *
 * The last two are absent if they are empty, and name at most 20 flags; {@code unreadableCount} and {@code vanishedCount}
 * count all.
 *
 * <p>It is the only class here that needs Spring Boot's health, and needs no Micrometer: either library may be absent.
 */
public final class FeatureFlagsHealthIndicator implements HealthIndicator {

    private static final int MAX_NAMED = 20;

    private final FlagStore store;

    private final FlagCatalog catalog;

    private final Clock clock;

    /**
     * Creates the indicator.
     *
     * @param store store, for its status
     * @param catalog known flags
     * @param clock clock for the age of the data
     */
    public FeatureFlagsHealthIndicator(FlagStore store, FlagCatalog catalog, Clock clock) {
        this.store = store;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        addStatus(health, store.status());
        List<FlagFacts> flags = catalog.all();
        health.withDetail("flags", flags.size());
        Map<String, String> problems = new TreeMap<>();
        for (FlagFacts flag : flags) {
            if (flag.problem() != null) {
                problems.put(flag.name(), flag.problem());
            }
        }
        if (!problems.isEmpty()) {
            Map<String, String> named = new TreeMap<>();
            problems.entrySet().stream()
                    .limit(MAX_NAMED)
                    .forEach(problem -> named.put(problem.getKey(), problem.getValue()));
            health.withDetail("unreadable", named).withDetail("unreadableCount", problems.size());
        }
        List<String> vanished =
                flags.stream().filter(FlagFacts::vanished).map(FlagFacts::name).toList();
        if (!vanished.isEmpty()) {
            health.withDetail("vanished", vanished.stream().limit(MAX_NAMED).toList())
                    .withDetail("vanishedCount", vanished.size());
        }
        return health.build();
    }

    private void addStatus(Health.Builder health, SyncStatus status) {
        health.withDetail("mode", status.mode().name());
        if (status.currentAt() != null) {
            health.withDetail("currentAt", status.currentAt().toString())
                    .withDetail(
                            "ageSeconds",
                            Duration.between(status.currentAt(), clock.instant())
                                    .toSeconds());
        }
        if (status.reason() != null) {
            health.withDetail("lastError", status.reason());
        }
    }
}
