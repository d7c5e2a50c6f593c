package io.featureflags.benchmarks.decision;

import static io.featureflags.benchmarks.jmh.Quantity.bytes;
import static io.featureflags.benchmarks.jmh.Quantity.nanos;
import static io.featureflags.benchmarks.jmh.Target.Unit.BYTES;
import static io.featureflags.benchmarks.jmh.Target.Unit.NANOS;
import static io.featureflags.benchmarks.jmh.Target.Unit.TIMES;
import static io.featureflags.benchmarks.jmh.Target.atLeast;
import static io.featureflags.benchmarks.jmh.Target.atMost;

import io.featureflags.benchmarks.jmh.Quantity;
import io.featureflags.benchmarks.jmh.Target;
import java.util.List;

/** The targets for decisions, most of them as ratios within one run, because times vary with the machine. */
final class DecisionTargets {

    private static final Quantity CHECK = nanos("OnOffOurs.byName");

    private static final String SHARE = "RolloutOurs.contextMadeBefore";

    private static final String SHARE_WITH_NEW_CONTEXT = "RolloutOurs.contextMadeInCall";

    private static final Quantity TRANSLATION = nanos("RolloutPython.literalTranslation");

    static final List<Target> ALL = List.of(
            atMost(5, NANOS, "isEnabled(name)", CHECK),
            atMost(0, BYTES, "isEnabled(name), allocated", bytes("OnOffOurs.byName")),
            atLeast(5, TIMES, "Togglz with a cache : isEnabled(name)", slower("OnOffTogglzCached.isActive")),
            atLeast(5, TIMES, "FF4J on cached Redis : isEnabled(name)", slower("OnOffFf4jCachedRedis.check")),
            atLeast(4, TIMES, "LaunchDarkly : isEnabled(name)", slower("OnOffLaunchDarkly.boolVariation")),
            atLeast(6, TIMES, "OpenFeature : isEnabled(name)", slower("OnOffOpenFeature.getBooleanValue")),
            atMost(
                    1.15,
                    TIMES,
                    "OpenFeature with our provider : with its own",
                    nanos("OnOffOpenFeatureOurs.getBooleanValue").per(nanos("OnOffOpenFeature.getBooleanValue"))),
            atLeast(1, TIMES, "Togglz in memory : isEnabled(name)", slower("OnOffTogglzInMemory.isActive")),
            atLeast(1, TIMES, "FF4J in memory : isEnabled(name)", slower("OnOffFf4jInMemory.check")),
            atLeast(1, TIMES, "Unleash : isEnabled(name)", slower("OnOffUnleash.isEnabled")),
            atLeast(1, TIMES, "Unleash without events : isEnabled(name)", slower("OnOffUnleash.withoutEvents")),
            atLeast(1, TIMES, "Flagsmith : isEnabled(name)", slower("OnOffFlagsmith.isFeatureEnabled")),
            application(2.4, "isEnabled(name) : map", "Ours", "Limits"),
            application(2.4, "isEnabled(name), only in Redis : map", "OursInRedis", "Limits"),
            application(2, "isEnabled(name) with meters : without", "OursMetered", "Ours"),
            application(1, "isEnabled(name) : Togglz in memory", "Ours", "Togglz"),
            application(1, "isEnabled(name) : LaunchDarkly", "Ours", "LaunchDarkly"),
            atMost(0.75, TIMES, "10 % : literal translation", nanos(SHARE).per(TRANSLATION)),
            atMost(
                    0.75,
                    TIMES,
                    "10 %, context made in the call : literal translation",
                    nanos(SHARE_WITH_NEW_CONTEXT).per(TRANSLATION)),
            atMost(0.85, TIMES, "10 % : LaunchDarkly", nanos(SHARE).per(nanos("RolloutLaunchDarkly.boolVariation"))),
            atLeast(
                    1,
                    TIMES,
                    "Unleash, 10 % : ours",
                    nanos("RolloutUnleash.isEnabled").per(nanos(SHARE))),
            atLeast(
                    1,
                    TIMES,
                    "Unleash without events, 10 % : ours",
                    nanos("RolloutUnleash.withoutEvents").per(nanos(SHARE))),
            atLeast(
                    1,
                    TIMES,
                    "Flagsmith, 10 % : ours",
                    nanos("RolloutFlagsmith.isFeatureEnabled").per(nanos(SHARE))),
            atMost(24, BYTES, "10 %, allocated", bytes(SHARE)),
            atMost(24, BYTES, "10 %, context made in the call, allocated", bytes(SHARE_WITH_NEW_CONTEXT)),
            atMost(250, NANOS, "20 rules, the last matches", nanos("RulesOurs.lastMatches")),
            atMost(250, NANOS, "20 rules, none matches", nanos("RulesOurs.noneMatches")),
            rules("LaunchDarkly", "lastMatches"),
            rules("LaunchDarkly", "noneMatches"),
            rules("Unleash", "lastMatches"),
            rules("Unleash", "noneMatches"),
            rules("Flagsmith", "lastMatches"),
            rules("Flagsmith", "noneMatches"),
            atMost(40, NANOS, "list of 10,000 users, hit", nanos("TargetingUserList.hit")),
            atMost(40, NANOS, "list of 10,000 users, miss", nanos("TargetingUserList.miss")));

    private DecisionTargets() {}

    private static Target application(double limit, String what, String one, String other) {
        return atMost(
                limit,
                TIMES,
                "whole application, " + what,
                nanos("Application" + one + ".check").per(nanos("Application" + other + ".check")));
    }

    private static Target rules(String peer, String outcome) {
        return atLeast(
                1,
                TIMES,
                peer + ", 20 rules, " + outcome + " : ours",
                nanos("Rules" + peer + "." + outcome).per(nanos("RulesOurs." + outcome)));
    }

    private static Quantity slower(String peer) {
        return nanos(peer).per(CHECK);
    }
}
