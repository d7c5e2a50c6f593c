package io.featureflags.cache;

import io.featureflags.Flag;
import io.featureflags.FlagConfiguration;
import io.featureflags.FlagCopy;
import io.featureflags.FlagName;
import io.featureflags.FlagRegistry;
import io.featureflags.FlagStore;
import io.featureflags.FlagValueParser;
import io.featureflags.StoredValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;

/**
 * The local copy of the flags. Flags that code or configuration mentions, or that have a value, stay for good. Of other
 * names only that they are absent is kept, in a bounded set, so that no name made up at run time fills the memory or
 * asks the store at each call.
 */
public final class FlagCache implements FlagRegistry, FlagCopy, SmartLifecycle, InitializingBean, DisposableBean {

    /** Starts after the connection factories of the application and stops before them. */
    private static final int PHASE = 1000;

    /** From how many flags on a loss of more than half of them is taken for a loss of data. */
    private static final int MASS_LOSS = 3;

    private static final Log logger = LogFactory.getLog(FlagCache.class);

    private final Map<String, FlagConfiguration> configured;

    private final FlagStore store;

    private final FlagValueParser parser;

    private final StartupWait startupWait;

    private final Map<String, CachedFlag> known = new ConcurrentHashMap<>();

    private final Set<String> absent;

    private volatile boolean running;

    /** The youngest request for values; a store answers in order. */
    private volatile CompletionStage<Void> loading = CompletableFuture.completedFuture(null);

    /**
     * Creates the copy; {@link #afterPropertiesSet()} begins to fill it.
     *
     * @param configured what {@code application.yml} says, by the flag's name
     * @param store where the values live
     * @param parser understands the values
     * @param startupWait how long the start of the application may wait for values
     * @param absent an empty set, safe for use by several threads, that may forget: keeps the names that were asked for
     *     and that nobody knows
     */
    public FlagCache(
            Map<String, FlagConfiguration> configured,
            FlagStore store,
            FlagValueParser parser,
            StartupWait startupWait,
            Set<String> absent) {
        this.configured = Map.copyOf(configured);
        this.store = store;
        this.parser = parser;
        this.startupWait = startupWait;
        this.absent = absent;
        this.configured.keySet().forEach(this::know);
    }

    @Override
    public Flag flag(String name) {
        if (name == null) { // A check never throws, whatever it is called with.
            return new UnknownFlag("null");
        }
        Flag flag = known.get(name);
        return flag != null ? flag : unknown(name);
    }

    private Flag unknown(String name) {
        if (FlagName.isValid(name) && !absent.contains(name) && absent.add(name)) {
            store.load(List.of(name));
        }
        return new UnknownFlag(name);
    }

    @Override
    public Flag register(String name, boolean enabledByDefault) {
        if (!FlagName.isValid(name)) {
            throw new IllegalArgumentException("'name' must match " + FlagName.GRAMMAR + ", not '" + name + "'");
        }
        boolean first = !known.containsKey(name);
        CachedFlag flag = know(name);
        flag.annotate(enabledByDefault);
        if (first && running) {
            loading = store.load(List.of(name));
            startupWait.await(loading);
        }
        return flag;
    }

    private CachedFlag know(String name) {
        absent.remove(name);
        return known.computeIfAbsent(name, added -> new CachedFlag(added, configured.get(added)));
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new HashSet<>(known.keySet());
        names.addAll(absent);
        return names;
    }

    @Override
    public void update(Map<String, StoredValue> readings) {
        boolean dataLost = isDataLost(readings);
        readings.forEach((name, reading) -> {
            CachedFlag flag = reading instanceof StoredValue.Absent ? known.get(name) : know(name);
            if (flag == null) {
                return;
            }
            if (dataLost && reading instanceof StoredValue.Absent) {
                flag.keepVanished();
            } else {
                flag.accept(reading, parser, store.whereIs(name));
            }
        });
    }

    /** Whether so many values are gone at once that nobody can have meant it: a flush, an eviction, an empty replica. */
    private boolean isDataLost(Map<String, StoredValue> readings) {
        long present = known.values().stream().filter(CachedFlag::isPresent).count();
        long vanished = readings.entrySet().stream()
                .filter(reading -> reading.getValue() instanceof StoredValue.Absent)
                .map(reading -> known.get(reading.getKey()))
                .filter(flag -> flag != null && flag.isPresent())
                .count();
        boolean lost = vanished >= MASS_LOSS && vanished * 2 > present;
        if (lost) {
            logger.warn(vanished + " of " + present + " feature flags are gone from the store at once, as after a flush"
                    + " or the start of an empty server. They keep their last known values until they are set again.");
        }
        return lost;
    }

    @Override
    public void storeLost() {
        known.values().forEach(CachedFlag::keep);
    }

    /** Reads the values as soon as this bean is made: others may call toggled methods while they are made. */
    @Override
    public void afterPropertiesSet() {
        start();
    }

    @Override
    public void start() {
        begin();
        startupWait.await(loading);
    }

    private synchronized void begin() {
        if (!running) {
            store.start(this);
            running = true;
            loading = store.load(names());
        }
    }

    @Override
    public synchronized void stop() {
        if (running) {
            running = false;
            store.stop();
            storeLost();
        }
    }

    @Override
    public void destroy() {
        stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
