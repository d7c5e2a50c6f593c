package io.featureflags.cache;

import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.FlagName;
import io.featureflags.LiveValue;
import io.featureflags.ValueType;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.spi.FlagStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;

/**
 * The local copy of the flags: looks up flags by name and follows the store between start and stop. Flags that code or
 * configuration mentions are never removed. Of other names, those with and those without a value each have a limit, so that
 * names made up at run time neither fill the memory nor cause a reading at each call.
 */
public final class FlagCache implements FlagRegistry, FlagCatalog, SmartLifecycle, InitializingBean, DisposableBean {

    /** Starts after the connection factories of the application and stops before them. */
    private static final int PHASE = 1000;

    private final FlagStore store;

    private final ReentrantLock lifecycle = new ReentrantLock();

    private final KnownFlags known;

    private final UnknownNames unknown;

    private final StartupLoader loader;

    private final LocalCopy copy;

    private final Supplier<FeatureFlags> callers;

    private volatile boolean running;

    /**
     * Creates the copy. {@link #afterPropertiesSet()} starts the store, which fills it.
     *
     * @param configured the flags of {@code application.yml}, by name
     * @param cachePorts the store, and what else the copy works with
     * @param startupWait the time that the start of the application may wait for values
     * @param namesAtRunTime the limits for names of neither code nor configuration
     * @param nanoTime the ticker, in nanoseconds
     * @param clock the clock; read for flags with a window only
     */
    public FlagCache(
            Map<String, FlagConfiguration> configured,
            CachePorts cachePorts,
            StartupWait startupWait,
            NamesAtRunTime namesAtRunTime,
            LongSupplier nanoTime,
            Clock clock) {
        CachePorts ports = cachePorts.withIsolatedListener();
        this.store = ports.store();
        this.callers = ports.flags();
        this.loader = new StartupLoader(store, startupWait);
        ValueInterpreter interpreter = new ValueInterpreter(ports.parser(), this::present, clock);
        this.known = new KnownFlags(configured, interpreter, loader, namesAtRunTime, ports.observers());
        this.unknown = new UnknownNames(known, store, loader);
        this.copy = new LocalCopy(
                ports,
                known,
                unknown,
                new DataLossGuard(known, nanoTime),
                new WindowScheduler(clock, ports.listener(), known),
                new ForeignKeys(interpreter, nanoTime));
        for (String name : configured.keySet()) {
            known.pin(name);
        }
    }

    /** Returns the value and the defaults of each flag. */
    List<FallbackLadder> ladders() {
        List<FallbackLadder> ladders = new ArrayList<>();
        for (CachedFlag flag : known.all()) {
            ladders.add(flag.ladder());
        }
        return ladders;
    }

    /** Waits for the values of the flags that are known, as long as the start may wait. */
    void awaitValues() {
        loader.await();
    }

    /** Returns the side of the copy that the store keeps current. */
    FlagCopy copy() {
        return copy;
    }

    @Override
    public List<FlagFacts> all() {
        List<FlagFacts> all = new ArrayList<>();
        for (CachedFlag flag : known.all()) {
            all.add(flag.facts());
        }
        all.sort(Comparator.comparing(FlagFacts::name));
        return all;
    }

    @Override
    public @Nullable FlagFacts find(String name) {
        CachedFlag flag = known.get(name);
        return flag == null ? null : flag.facts();
    }

    @Override
    public Flag flag(String name) {
        // Of one class, and little code besides: the compiler inlines both this method and the check of the flag then.
        AnsweringFlag flag = name == null ? null : known.handle(name);
        return flag != null ? flag : newHandle(name);
    }

    private AnsweringFlag newHandle(@Nullable String name) {
        if (name == null) { // A check never throws, also if a caller passes null.
            return known.create("null").withValue(null);
        }
        if (running && !loader.isStartOver()) {
            loader.await(); // The flag may have a value in the store.
        }
        return unknown.newHandle(name);
    }

    /** Returns the flag without waiting, since the thread that reads the values calls this method too. */
    private Flag present(String name) {
        return unknown.find(name);
    }

    @Override
    public Flag register(String name, boolean enabledByDefault) {
        if (!FlagName.isValid(name)) {
            throw new IllegalArgumentException("'name' must match " + FlagName.GRAMMAR + ", not '" + name + "'");
        }
        boolean first = !known.isPinned(name);
        CachedFlag flag = known.pin(name);
        flag.annotate(enabledByDefault);
        if (first && running) {
            loader.add(name);
        }
        return flag;
    }

    @Override
    public <T> LiveValue<T> value(String name, T otherwise) {
        ValueType unused = ValueType.of(otherwise);
        return new NamedLiveValue<>(name, otherwise, callers);
    }

    /**
     * Starts the store when this bean is created, since other beans may call toggled methods while they are created.
     */
    @Override
    public void afterPropertiesSet() {
        begin();
    }

    /** Waits for the values of the known flags, and ends the start of the application: checks do not wait any more. */
    @Override
    public void start() {
        begin();
        loader.endStart();
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
                loader.begin(copy.names());
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

    /** Returns false until {@link #start()}, which Spring calls only then. The store runs earlier. */
    @Override
    public boolean isRunning() {
        return running && loader.isStartOver();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
