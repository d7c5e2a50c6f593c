package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import io.featureflags.Source;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Flags that require others: in chains, in circles, and in ways that somebody made up to keep us busy. */
class RequiredFlagsTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private final DecidedFlags flags = new DecidedFlags();

    @Test
    void flagIsOnWhereAllThatItRequiresAre() {
        flags.put("on", "true");
        flags.put("adas", "{\"users\": [\"ada\"]}");
        flags.put("flag", "{\"requires\": [\"on\", \"adas\"]}");

        assertThat(flags.evaluate("flag", ADA))
                .isEqualTo(new Evaluation("flag", true, Reason.STATIC, Source.REDIS, null, null));
        assertThat(flags.evaluate("flag", EvaluationContext.of("bob")))
                .isEqualTo(disabled("requires 'adas', which is off"));
    }

    @Test
    void requiredFlagThatCannotBeDecidedIsOff() {
        flags.put("share", "50%");
        flags.put("flag", "{\"requires\": [\"share\"]}");

        assertThat(flags.evaluate("flag", EvaluationContext.anonymous()))
                .isEqualTo(disabled("requires 'share', which is off"));
    }

    @Test
    void whatFollowsDecidesOnlyForThoseWhoGetTheRequiredFlags() {
        flags.put("adas", "{\"users\": [\"ada\"]}");
        flags.put("flag", "{\"requires\": [\"adas\"], \"users\": [\"bob\"], \"percentage\": 0}");

        assertThat(flags.evaluate("flag", EvaluationContext.of("bob")).reason()).isEqualTo(Reason.DISABLED);
        assertThat(flags.evaluate("flag", ADA).reason()).isEqualTo(Reason.STATIC);
    }

    @Test
    void flagThatRequiresItselfIsOff() {
        flags.put("flag", "{\"requires\": [\"flag\"]}");

        assertThat(flags.evaluate("flag", ADA)).isEqualTo(circle("flag"));
    }

    @Test
    void flagsInACircleAreAllOff() {
        flags.put("flag", "{\"requires\": [\"b\"]}");
        flags.put("b", "{\"requires\": [\"c\"]}");
        flags.put("c", "{\"requires\": [\"flag\"]}");
        flags.put("outside", "{\"requires\": [\"b\"]}");

        assertThat(flags.evaluate("flag", ADA)).isEqualTo(circle("b"));
        assertThat(flags.evaluate("b", ADA).enabled()).isFalse();
        assertThat(flags.evaluate("c", ADA).enabled()).isFalse();
        assertThat(flags.evaluate("outside", ADA).detail())
                .isEqualTo("requires 'b', behind which flags require each other in a circle");
    }

    @Test
    void flagThatIsOffInACircleIsSimplyOff() {
        flags.put("flag", "{\"requires\": [\"b\"]}");
        flags.put("b", "{\"enabled\": false, \"requires\": [\"flag\"]}");

        assertThat(flags.evaluate("flag", ADA)).isEqualTo(disabled("requires 'b', which is off"));
    }

    @Test
    void chainOfSixteenIsTheLongest() {
        flags.put("flag0", "true");
        for (int i = 1; i <= 17; i++) {
            flags.put("flag" + i, "{\"requires\": [\"flag" + (i - 1) + "\"]}");
        }

        assertThat(flags.evaluate("flag16", ADA).enabled()).isTrue();
        assertThat(flags.evaluate("flag17", ADA).enabled()).isFalse();
        assertThat(flags.evaluate("flag17", ADA).detail())
                .isEqualTo("requires 'flag16', behind which stand more than 16 flags in a row, or 100 in all");
    }

    @Test
    void hundredFlagsAreAskedAtMost() {
        AtomicInteger asked = new AtomicInteger();
        String layer = "{\"requires\": [%s]}";
        for (int level = 0; level < 12; level++) {
            String below = level == 0 ? "" : names("f" + (level - 1) + "_", 8);
            for (int i = 0; i < 8; i++) {
                flags.put("f" + level + "_" + i, layer.formatted(below));
            }
        }
        Decision decision = flags.put("flag", layer.formatted(names("f11_", 8)));
        Decision counting = decision.value()
                .decisionFor(
                        "flag",
                        name -> {
                            asked.incrementAndGet();
                            return flags.flag(name);
                        },
                        Clock.systemUTC());

        assertThat(counting.isEnabled(ADA)).isFalse();
        assertThat(decision.evaluate(Source.REDIS, ADA).detail()).contains("or 100 in all");
        assertThat(asked).hasValueLessThanOrEqualTo(8);
        flags.put("wide", layer.formatted(names("f0_", 8)));
        assertThat(flags.evaluate("wide", ADA).enabled()).isTrue();
    }

    @Test
    void whoIsAskingIsFoundOutOnceForAll() {
        AtomicInteger asked = new AtomicInteger();
        EvaluationContextProvider counting = () -> {
            asked.incrementAndGet();
            return ADA;
        };
        flags.put("a", "{\"users\": [\"ada\"]}");
        flags.put("b", "{\"requires\": [\"a\"], \"users\": [\"ada\"]}");
        Decision decision = flags.put("flag", "{\"requires\": [\"a\", \"b\"], \"users\": [\"ada\"]}");

        assertThat(decision.isEnabled(counting)).isTrue();
        assertThat(asked).hasValue(1);
    }

    private static String names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"" + prefix + i + "\"").collect(Collectors.joining(", "));
    }

    private static Evaluation circle(String required) {
        return disabled("requires '" + required + "', behind which flags require each other in a circle");
    }

    private static Evaluation disabled(String detail) {
        return new Evaluation("flag", false, Reason.DISABLED, Source.REDIS, null, null, detail);
    }

    @Test
    void hundredthFlagIsAskedAndTheNextIsNot() {
        numbered("on", 100).forEach(name -> flags.put(name, "true"));
        flags.put("two", "{\"requires\": [\"on0\", \"on1\"]}");

        assertThat(isOn(numbered("on", 100))).isTrue();
        assertThat(isOn(Stream.concat(numbered("on", 97).stream(), Stream.of("two"))
                        .toList()))
                .isTrue();
        assertThat(isOn(Stream.concat(numbered("on", 98).stream(), Stream.of("two"))
                        .toList()))
                .isFalse();
    }

    private boolean isOn(List<String> required) {
        flags.put("flag", "{\"requires\": [\"" + String.join("\", \"", required) + "\"]}");
        return flags.evaluate("flag", ADA).enabled();
    }

    private static List<String> numbered(String name, int count) {
        return IntStream.range(0, count).mapToObj(number -> name + number).toList();
    }
}
