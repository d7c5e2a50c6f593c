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
 * How flags are. Always UP: they answer whether the store does or not, and an outage of it must take no instance out
 * of a load balancer, let alone all of them. What is wrong is in the details:
 *
 * <ul>
 *   <li>{@code mode}: how the store is followed
 *   <li>{@code currentAt} and {@code ageSeconds}: when the flags were last known to be current; absent if never
 *   <li>{@code lastError}: what keeps the store from being followed more closely; absent if nothing does
 *   <li>{@code flags}: how many are known
 *   <li>{@code unreadable}: what is wrong with values that are not understood or cannot be read, by the flag's name
 *   <li>{@code vanished}: flags that are gone in a way that nobody can have meant, and keep their last known values
 * </ul>
 *
 * The last two are absent where there is nothing to tell, and name at most 20 flags; {@code unreadableCount} and
 * {@code vanishedCount} count all.
 */
public final class FeatureFlagsHealthIndicator implements HealthIndicator {

    private static final int MAX_NAMED = 20;

    private final FlagStore store;

    private final FlagCatalog catalog;

    private final Clock clock;

    /**
     * Creates the indicator.
     *
     * @param store where the values live
     * @param catalog the flags
     * @param clock tells the time
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
