package io.featureflags.cache;

import io.featureflags.Flag;
import io.featureflags.FlagName;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagChangeListener;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.spi.FlagSnapshot;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;

/**
 * The local copy of the flags. Flags that code or configuration mentions, or that have a value, stay for good. Of other
 * names only that they are absent is kept, in a bounded set, so that no name made up at run time fills the memory or
 * asks the store at each call.
 */
public final class FlagCache implements FlagRegistry, FlagCatalog, SmartLifecycle, InitializingBean, DisposableBean {

    /** Starts after the connection factories of the application and stops before them. */
    private static final int PHASE = 1000;

    private final FlagStore store;

    private final ReentrantLock lifecycle = new ReentrantLock();

    private final KnownFlags known;

    private final UnknownNames unknown;

    private final FirstValues values;

    private final LocalCopy copy;

    private volatile boolean running;

    /**
     * Creates the copy; {@link #afterPropertiesSet()} begins to fill it.
     *
     * @param configured what {@code application.yml} says, by the flag's name
     * @param store where the values live
     * @param parser understands the values
     * @param startupWait how long the start of the application may wait for values
     * @param snapshot keeps the last known values for a start while the store is away
     * @param absent an empty map, that may forget: keeps the names that were asked for and that nobody knows
     * @param nanoTime the ticker, in nanoseconds
     * @param clock tells the time; read for flags with a window only
     * @param listener gets to know of each change that is seen, and of windows that open or close
     */
    public FlagCache(
            Map<String, FlagConfiguration> configured,
            FlagStore store,
            FlagValueParser parser,
            StartupWait startupWait,
            FlagSnapshot snapshot,
            ConcurrentMap<String, Boolean> absent,
            LongSupplier nanoTime,
            Clock clock,
            FlagChangeListener listener) {
        this.values = new FirstValues(store, startupWait);
        this.known = new KnownFlags(configured, new ValueInterpreter(parser, this::present, clock), values);
        this.unknown = new UnknownNames(absent, known, store, values);
        FlagChangeListener harmless = new IsolatedListener(listener);
        this.copy = new LocalCopy(
                known,
                unknown,
                store,
                snapshot,
                new DataLossGuard(known, nanoTime),
                new WindowWatch(clock, harmless),
                harmless);
        this.store = store;
        known.configuredNames().forEach(copy::know);
    }

    /** What is known of each flag. */
    List<FallbackLadder> ladders() {
        return known.all().stream().map(CachedFlag::ladder).toList();
    }

    /** Waits for the values of the flags that are known, as long as the start may wait. */
    void awaitValues() {
        values.await();
    }

    /** What the store keeps current. */
    FlagCopy copy() {
        return copy;
    }

    @Override
    public List<FlagFacts> all() {
        return known.all().stream()
                .map(CachedFlag::facts)
                .sorted(Comparator.comparing(FlagFacts::name))
                .toList();
    }

    @Override
    public @Nullable FlagFacts find(String name) {
        CachedFlag flag = known.get(name);
        return flag == null ? null : flag.facts();
    }

    @Override
    public Flag flag(String name) {
        if (name == null) { // A check never throws, whatever it is called with.
            return new UnknownFlag("null", known);
        }
        Flag flag = known.get(name);
        return flag != null ? flag : notYetKnown(name);
    }

    private Flag notYetKnown(String name) {
        if (running && !values.isStartOver()) {
            values.await(); // The store may know it.
        }
        return present(name);
    }

    /** The flag as far as is known now: the thread that reads the values must not wait for them. */
    private Flag present(String name) {
        Flag flag = known.get(name);
        if (flag != null) {
            return flag;
        }
        unknown.meet(name);
        return new UnknownFlag(name, known);
    }

    @Override
    public Flag register(String name, boolean enabledByDefault) {
        if (!FlagName.isValid(name)) {
            throw new IllegalArgumentException("'name' must match " + FlagName.GRAMMAR + ", not '" + name + "'");
        }
        boolean first = known.get(name) == null;
        CachedFlag flag = copy.know(name);
        flag.annotate(enabledByDefault);
        if (first && running) {
            values.add(name);
        }
        return flag;
    }

    /** Begins to read the values as soon as this bean is made: others may call toggled methods while they are made. */
    @Override
    public void afterPropertiesSet() {
        begin();
    }

    /** Ends the start of the application, as far as flags are concerned: their values are there, or not waited for. */
    @Override
    public void start() {
        begin();
        values.endStart();
        known.all().forEach(CachedFlag::settle);
    }

    private void begin() {
        lifecycle.lock();
        try {
            if (!running) {
                copy.restore();
                store.start(copy);
                running = true;
                copy.followAll();
                values.begin(copy.names());
            }
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public void stop() {
        lifecycle.lock();
        try {
            if (running) {
                running = false;
                store.stop();
                copy.stop();
            }
        } finally {
            lifecycle.unlock();
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
