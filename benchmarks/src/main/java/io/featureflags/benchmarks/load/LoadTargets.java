package io.featureflags.benchmarks.load;

import static io.featureflags.benchmarks.jmh.Quantity.nanos;
import static io.featureflags.benchmarks.jmh.Target.Unit.TIMES;
import static io.featureflags.benchmarks.jmh.Target.atLeast;
import static io.featureflags.benchmarks.jmh.Target.atMost;

import io.featureflags.benchmarks.jmh.Target;
import java.util.List;
import java.util.stream.Stream;

/** The targets under load: those of a check at rest also apply while flags change, in one thread and in two. */
final class LoadTargets {

    static final List<Target> ALL = Stream.of(
                    Stream.of("oneThread", "twoThreads").flatMap(LoadTargets::ofPeers),
                    Stream.of(metersOf("Ours"), metersOf("Toggled")))
            .flatMap(targets -> targets)
            .toList();

    private LoadTargets() {}

    private static Stream<Target> ofPeers(String threads) {
        return Stream.of(
                slower(1, "ChangingTogglz", "ChangingOurs", threads),
                slower(1, "ChangingFf4j", "ChangingOurs", threads),
                // Its cache does not notice a change, whereas ours is notified and reads it in the same time.
                slower(3, "ChangingFf4jCachedRedis", "ChangingOursRedis", threads),
                slower(4, "ChangingLaunchDarkly", "ChangingOurs", threads),
                slower(6, "ChangingOpenFeature", "ChangingOurs", threads),
                slower(1, "ChangingUnleash", "ChangingOurs", threads),
                slower(1, "ChangingFlagsmith", "ChangingOurs", threads),
                slower(1, "MeteredLaunchDarkly", "MeteredOurs", threads),
                slower(1, "MeteredOpenFeature", "MeteredOurs", threads),
                slower(1, "MeteredUnleash", "MeteredOurs", threads));
    }

    private static Target slower(double times, String peer, String ours, String threads) {
        return atLeast(
                times,
                TIMES,
                peer + " : " + ours + ", " + threads,
                nanos(peer + "." + threads).per(nanos(ours + "." + threads)));
    }

    /** Returns the target for counters: they count every answer and every call, and never read the clock. */
    private static Target metersOf(String what) {
        return atMost(
                1,
                TIMES,
                "Metered" + what + " - Changing" + what + " : one clock read",
                nanos("Metered" + what + ".oneThread")
                        .minus(nanos("Changing" + what + ".oneThread"))
                        .per(nanos("Limits.clockRead")));
    }
}
