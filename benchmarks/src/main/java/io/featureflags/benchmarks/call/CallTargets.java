package io.featureflags.benchmarks.call;

import static io.featureflags.benchmarks.jmh.Quantity.bytes;
import static io.featureflags.benchmarks.jmh.Quantity.nanos;
import static io.featureflags.benchmarks.jmh.Target.Unit.BYTES;
import static io.featureflags.benchmarks.jmh.Target.Unit.NANOS;
import static io.featureflags.benchmarks.jmh.Target.Unit.TIMES;
import static io.featureflags.benchmarks.jmh.Target.atLeast;
import static io.featureflags.benchmarks.jmh.Target.atMost;

import io.featureflags.benchmarks.jmh.Target;
import java.util.List;

/** The targets for calls, most of them as ratios within one run. */
final class CallTargets {

    static final List<Target> ALL = List.of(
            toEmpty("Cglib", "on"),
            toEmpty("Cglib", "off"),
            toEmpty("Cglib", "mixed"),
            toEmpty("Jdk", "on"),
            toEmpty("Jdk", "off"),
            toEmpty("Jdk", "mixed"),
            wovenToEmpty("on"),
            wovenToEmpty("off"),
            wovenToEmpty("mixed"),
            toOurs(12, "Tutorial", "on"),
            toOurs(12, "Tutorial", "off"),
            toOurs(6, "Ff4j", "on"),
            toOurs(6, "Ff4j", "off"),
            toOurs(6, "Ff4j", "mixed"),
            toOurs(12, "Tutorial", "mixed"),
            atMost(
                    10,
                    NANOS,
                    "user by argument - context made before",
                    nanos("UserAsked.argument").minus(nanos("UserAsked.madeBefore"))),
            atMost(
                    10,
                    NANOS,
                    "woven user by argument - context made before",
                    nanos("UserAskedWoven.argument").minus(nanos("UserAskedWoven.madeBefore"))),
            // The context of the user, and its creation when a flag needs one.
            atMost(
                    48,
                    BYTES,
                    "user by argument - context made before, allocated",
                    bytes("UserAsked.argument").minus(bytes("UserAsked.madeBefore"))),
            atMost(
                    0.5,
                    TIMES,
                    "user by SpEL - context made before : a context of Spring per call",
                    nanos("UserAsked.spel")
                            .minus(nanos("UserAsked.madeBefore"))
                            .per(nanos("UserFound.methodContext"))));

    private CallTargets() {}

    private static Target toEmpty(String proxy, String branch) {
        return toEmpty(1.25, proxy, proxy, branch);
    }

    private static Target wovenToEmpty(String branch) {
        return toEmpty(1.5, "Woven", "Cglib", branch);
    }

    private static Target toEmpty(double limit, String toggled, String empty, String branch) {
        return atMost(
                limit,
                TIMES,
                "toggled call, " + toggled + ", " + branch + " : empty interceptor, " + empty,
                nanos("CallToggled" + toggled + "." + branch).per(nanos("CallEmpty" + empty + "." + branch)));
    }

    private static Target toOurs(double limit, String peer, String branch) {
        return atLeast(
                limit,
                TIMES,
                peer + ", " + branch + " : toggled call, Cglib",
                nanos("Call" + peer + "." + branch).per(nanos("CallToggledCglib." + branch)));
    }
}
