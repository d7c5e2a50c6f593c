package io.featureflags.telemetry;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.Flag;
import io.featureflags.spi.FlagRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Flags whose answers are told. Flags that are known are told by their names, at most 1,000 of them; names that nobody
 * knows, which a caller may have made up, are told as one.
 */
public final class WatchedFlags implements FlagRegistry {

    private static final int MAX_FLAGS = 1000;

    private final FlagRegistry flags;

    private final EvaluationWatch watch;

    private final Consumer<Evaluation> others;

    /** The flags that have answered. Their handles are kept, so that a check looks up a name once. */
    private final Map<String, WatchedFlag> known = new ConcurrentHashMap<>();

    private WatchedFlags(FlagRegistry flags, EvaluationWatch watch) {
        this.flags = flags;
        this.watch = watch;
        this.others = watch.of(EvaluationWatch.OTHERS);
    }

    /**
     * Makes flags tell.
     *
     * @param flags the flags by name
     * @param watches whom they tell, in this order
     * @return flags that tell; {@code flags} itself where nobody wants to know, so that it costs nothing then
     */
    public static FlagRegistry around(FlagRegistry flags, List<EvaluationWatch> watches) {
        return watches.stream()
                .reduce((first, second) -> flag -> first.of(flag).andThen(second.of(flag)))
                .<FlagRegistry>map(watch -> new WatchedFlags(flags, watch))
                .orElse(flags);
    }

    @Override
    public Flag flag(String name) {
        WatchedFlag watched = name == null ? null : known.get(name);
        return watched != null ? watched : new WatchedFlag(flags.flag(name), this::tellOfNewcomer);
    }

    @Override
    public Flag register(String name, boolean enabledByDefault) {
        Flag flag = flags.register(name, enabledByDefault);
        WatchedFlag watched = known(flag);
        return watched == null ? new WatchedFlag(flag, others) : watched;
    }

    /** What has not answered yet under its name. */
    private void tellOfNewcomer(Evaluation answer) {
        WatchedFlag watched = answer.errorCode() == ErrorCode.FLAG_NOT_FOUND ? null : known(flags.flag(answer.flag()));
        (watched == null ? others : watched.watch()).accept(answer);
    }

    private @Nullable WatchedFlag known(Flag flag) {
        WatchedFlag watched = known.get(flag.name());
        return watched != null || known.size() >= MAX_FLAGS
                ? watched
                : known.computeIfAbsent(flag.name(), name -> new WatchedFlag(flag, watch.of(name)));
    }
}
