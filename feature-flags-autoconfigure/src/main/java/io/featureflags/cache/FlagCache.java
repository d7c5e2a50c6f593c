package io.featureflags.cache;

import io.featureflags.Flag;
import io.featureflags.FlagConfiguration;
import io.featureflags.FlagCopy;
import io.featureflags.FlagName;
import io.featureflags.FlagRegistry;
import io.featureflags.FlagSnapshot;
import io.featureflags.FlagStore;
import io.featureflags.FlagValueParser;
import io.featureflags.StoredValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
public final class FlagCache implements FlagRegistry, FlagCopy, SmartLifecycle, InitializingBean, DisposableBean {

    /** Starts after the connection factories of the application and stops before them. */
    private static final int PHASE = 1000;

    private final FlagStore store;

    private final Meanings meanings;

    private final StartupWait startupWait;

    private final FlagSnapshot snapshot;

    private final DataLossGuard lossGuard;

    private final ReentrantLock lifecycle = new ReentrantLock();

    private final KnownFlags known;

    private final UnknownNames unknown;

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
     * @param snapshot keeps the last known values for a start while the store is away
     * @param absent an empty set, safe for use by several threads, that may forget: keeps the names that were asked for
     *     and that nobody knows
     * @param nanoTime the ticker, in nanoseconds
     * @param clock tells the time; read for flags with a window only
     */
    public FlagCache(
            Map<String, FlagConfiguration> configured,
            FlagStore store,
            FlagValueParser parser,
            StartupWait startupWait,
            FlagSnapshot snapshot,
            Set<String> absent,
            LongSupplier nanoTime,
            Clock clock) {
        this.known = new KnownFlags(configured);
        this.store = store;
        this.meanings = new Meanings(parser, this::flag, clock);
        this.startupWait = startupWait;
        this.snapshot = snapshot;
        this.lossGuard = new DataLossGuard(known, nanoTime);
        this.unknown = new UnknownNames(absent, known, store);
        known.configuredNames().forEach(this::know);
    }

    @Override
    public Flag flag(String name) {
        if (name == null) { // A check never throws, whatever it is called with.
            return new UnknownFlag("null");
        }
        Flag flag = known.get(name);
        if (flag != null) {
            return flag;
        }
        unknown.meet(name);
        return new UnknownFlag(name);
    }

    @Override
    public Flag register(String name, boolean enabledByDefault) {
        if (!FlagName.isValid(name)) {
            throw new IllegalArgumentException("'name' must match " + FlagName.GRAMMAR + ", not '" + name + "'");
        }
        boolean first = known.get(name) == null;
        CachedFlag flag = know(name);
        flag.annotate(enabledByDefault);
        if (first && running) {
            loading = store.load(List.of(name));
            await();
        }
        return flag;
    }

    private CachedFlag know(String name) {
        CachedFlag flag = known.know(name);
        unknown.remove(name); // In this order: at each moment one of the two has it, so that nobody asks again.
        return flag;
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new HashSet<>(known.names());
        names.addAll(unknown.all());
        return names;
    }

    @Override
    public Collection<String> update(Map<String, StoredValue> readings) {
        lossGuard.before(readings);
        Set<String> changed = new HashSet<>();
        List<CachedFlag> news = new ArrayList<>();
        for (Map.Entry<String, StoredValue> entry : readings.entrySet()) {
            CachedFlag flag = affected(entry.getKey(), entry.getValue());
            boolean wasCurrent = flag != null && flag.isCurrent();
            if (flag != null && flag.accept(entry.getValue(), meanings, store.whereIs(flag.name()))) {
                news.add(flag);
                if (wasCurrent) {
                    changed.add(flag.name());
                }
            }
        }
        if (!news.isEmpty()) {
            snapshot.save(known::lastTexts);
        }
        lossGuard.after(readings);
        news.forEach(unknown::meetRequired);
        return changed;
    }

    /** What does not surely exist, and may be a name that a caller made up, is not kept. */
    private @Nullable CachedFlag affected(String name, StoredValue reading) {
        boolean exists = reading instanceof StoredValue.Text || reading instanceof StoredValue.NoText;
        return exists ? know(name) : known.get(name);
    }

    @Override
    public void storeLost(Collection<String> names) {
        names.stream().map(known::get).filter(Objects::nonNull).forEach(CachedFlag::keep);
    }

    @Override
    public void dataLost() {
        lossGuard.all();
    }

    /** Reads the values as soon as this bean is made: others may call toggled methods while they are made. */
    @Override
    public void afterPropertiesSet() {
        start();
    }

    @Override
    public void start() {
        begin();
        await();
    }

    private void await() {
        startupWait.await(loading);
        unknown.awaitRequired(startupWait);
    }

    private void begin() {
        lifecycle.lock();
        try {
            if (!running) {
                snapshot.load()
                        .forEach((name, text) -> know(name)
                                .restore(new StoredValue.Text(text), meanings, "Snapshot of " + store.whereIs(name)));
                store.start(this);
                running = true;
                List.copyOf(known.all()).forEach(unknown::meetRequired);
                loading = store.load(names());
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
                storeLost(known.names());
                snapshot.stop();
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
