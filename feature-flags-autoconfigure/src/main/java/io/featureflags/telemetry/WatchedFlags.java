package io.featureflags.telemetry;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.Flag;
import io.featureflags.LiveValue;
import io.featureflags.spi.FlagRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Registry of flags that report their answers. At most 1,000 known flags are reported by name. Unknown names, which may be
 * made up and are not bounded, are reported as one.
 */
public final class WatchedFlags implements FlagRegistry {

    private static final int MAX_FLAGS = 1000;

    private final FlagRegistry flags;

    private final EvaluationWatch watch;

    private final Consumer<Evaluation> others;

    /** Flags that have answered. Their handles are kept, so that a check looks up a name once. */
    private final Map<String, WatchedFlag> known = new ConcurrentHashMap<>();

    private WatchedFlags(FlagRegistry flags, EvaluationWatch watch) {
        this.flags = flags;
        this.watch = watch;
        this.others = watch.of(EvaluationWatch.OTHERS);
    }

    /**
     * Wraps a registry, so that its flags report their answers.
     *
     * @param flags registry to wrap
     * @param watches receivers of the answers, in the order in which they are called
     * @return registry whose flags report; {@code flags} itself if there are no watches, without any cost then
     */
    public static FlagRegistry around(FlagRegistry flags, List<EvaluationWatch> watches) {
        if (watches.isEmpty()) {
            return flags;
        }
        EvaluationWatch all = watches.get(0);
        for (EvaluationWatch next : watches.subList(1, watches.size())) {
            EvaluationWatch before = all;
            all = flag -> new Both(before.of(flag), next.of(flag));
        }
        return new WatchedFlags(flags, all);
    }

    @Override
    public Flag flag(String name) {
        WatchedFlag watched = name == null ? null : known.get(name);
        return watched != null ? watched : new WatchedFlag(flags.flag(name), this::reportFirst);
    }

    @Override
    public Flag register(String name, boolean enabledByDefault) {
        Flag flag = flags.register(name, enabledByDefault);
        WatchedFlag watched = known(flag);
        return watched == null ? new WatchedFlag(flag, others) : watched;
    }

    @Override
    public <T> LiveValue<T> value(String name, T otherwise) {
        return flags.value(name, otherwise); // The handle of the application passes through this registry.
    }

    /** Reports the answer of a flag that has not answered under its name yet. */
    private void reportFirst(Evaluation answer) {
        WatchedFlag watched = answer.errorCode() == ErrorCode.FLAG_NOT_FOUND ? null : known(flags.flag(answer.flag()));
        (watched == null ? others : watched.watch()).accept(answer);
    }

    private @Nullable WatchedFlag known(Flag flag) {
        WatchedFlag watched = known.get(flag.name());
        return watched != null || known.size() >= MAX_FLAGS
                ? watched
                : known.computeIfAbsent(flag.name(), name -> new WatchedFlag(flag, watch.of(name)));
    }

    /**
     * Calls two consumers. Unlike those in {@link Consumer#andThen}, whose code is shared with all other consumers of the
     * JVM, the calls here have one or two targets each, and can be inlined.
     *
     * @param first the first one
     * @param second the second one
     */
    private record Both(Consumer<Evaluation> first, Consumer<Evaluation> second) implements Consumer<Evaluation> {

        @Override
        public void accept(Evaluation answer) {
            first.accept(answer);
            second.accept(answer);
        }
    }
}
