package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.ErrorCode;
import io.featureflags.EvaluationContext;
import io.featureflags.ExplainedStep;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.Preview;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.StepOutcome;
import io.featureflags.snapshot.NoSnapshot;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.StoredValue;
import io.featureflags.testing.SettableStore;
import io.featureflags.value.TextFlagValueParser;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Flags of the local copy that say why, and that try other values. */
class ExplainedFlagTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private final SettableStore store = new SettableStore();

    private final FlagCache cache = new FlagCache(
            Map.of(
                    "configured",
                    new FlagConfiguration(true, null, null, null, false),
                    "described",
                    new FlagConfiguration(null, "says nothing", null, null, false)),
            store,
            new TextFlagValueParser(),
            new StartupWait(Duration.ofSeconds(5), System::nanoTime),
            new NoSnapshot(),
            new ConcurrentHashMap<>(),
            System::nanoTime,
            Clock.systemUTC(),
            event -> {});

    @Test
    void valueOfTheStoreIsExplainedWithItsText() {
        cache.start();
        store.set("flag", " 100% ");

        Explanation explanation = explain("flag");

        assertThat(explanation.enabled()).isTrue();
        assertThat(explanation.value()).isEqualTo(" 100% ");
        assertThat(explanation.source()).isEqualTo(Source.REDIS);
        cache.copy().storeLost(List.of("flag"));
        assertThat(explain("flag").source()).isEqualTo(Source.LAST_KNOWN);
    }

    @Test
    void withoutAValueTheRungsBelowAreExplained() {
        cache.register("annotated", true);
        cache.start();

        assertThat(explain("configured"))
                .isEqualTo(new Explanation(
                        "configured",
                        true,
                        Reason.DEFAULT,
                        Source.CONFIGURATION,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(
                                new ExplainedStep("value", StepOutcome.PASSED, "there is none"),
                                new ExplainedStep("application.yml", StepOutcome.ON, "true"),
                                new ExplainedStep("annotation", StepOutcome.NOT_REACHED, ""))));
        assertThat(explain("annotated").steps())
                .containsExactly(
                        new ExplainedStep("value", StepOutcome.PASSED, "there is none"),
                        new ExplainedStep("application.yml", StepOutcome.PASSED, "no such flag"),
                        new ExplainedStep("annotation", StepOutcome.ON, "true"));
        assertThat(explain("described").steps())
                .containsExactly(
                        new ExplainedStep("value", StepOutcome.PASSED, "there is none"),
                        new ExplainedStep("application.yml", StepOutcome.PASSED, "does not say"),
                        new ExplainedStep("annotation", StepOutcome.PASSED, "no code refers to the flag"),
                        new ExplainedStep("otherwise", StepOutcome.OFF, "nobody says otherwise"));
    }

    @Test
    void storeThatHasNotAnsweredIsSaid() {
        cache.register("annotated", false);

        assertThat(explain("annotated").steps().get(0).detail())
                .isEqualTo("none is known, and the store has not answered");
    }

    @Test
    void valueThatIsNotUnderstoodIsExplained() {
        cache.start();
        store.set("flag", "perhaps");
        store.put(Map.of("list", new StoredValue.NoText("it is a list", "(list)")));

        assertThat(explain("flag").errorCode()).isEqualTo(ErrorCode.PARSE_ERROR);
        assertThat(explain("flag").value()).isEqualTo("perhaps");
        assertThat(explain("flag").steps())
                .containsExactly(new ExplainedStep(
                        "value",
                        StepOutcome.OFF,
                        "not understood: a value must be true, false, a percentage such as 10%, or a JSON object"));
        assertThat(explain("list").steps())
                .containsExactly(new ExplainedStep("value", StepOutcome.OFF, "not understood: it is a list"));
    }

    @Test
    void flagThatNobodyKnowsIsExplained() {
        cache.start();

        assertThat(explain("nobody_knows").steps())
                .containsExactly(new ExplainedStep("name", StepOutcome.OFF, "nobody knows the flag"));
        assertThat(explain("no name").steps())
                .containsExactly(new ExplainedStep("name", StepOutcome.OFF, "no flag can have this name"));
        assertThat(explain("no name").errorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
    }

    @Test
    void anotherValueIsTriedAndNothingChanges() {
        cache.start();
        store.set("flag", "false");
        store.set("other", "true");
        Flag flag = cache.flag("flag");

        Flag tried = flag.withValue("{\"requires\": [\"other\"], \"users\": [\"ada\"]}");

        assertThat(tried.name()).isEqualTo("flag");
        assertThat(tried.isEnabled(ADA)).isTrue();
        assertThat(tried.isEnabled(EvaluationContext.of("bob"))).isFalse();
        store.set("other", "false");
        assertThat(tried.isEnabled(ADA)).isFalse();
        assertThat(flag.evaluate(ADA).reason()).isEqualTo(Reason.DISABLED);
        assertThat(cache.flag("flag").isEnabled(ADA)).isFalse();
        assertThat(tried.explain(ADA).value()).startsWith("{\"requires\"");
    }

    @Test
    void noValueIsTriedAsWell() {
        cache.start();
        store.set("configured", "false");

        assertThat(cache.flag("configured").isEnabled(ADA)).isFalse();
        assertThat(cache.flag("configured").withValue(null).isEnabled(ADA)).isTrue();
        assertThat(cache.flag("to_be_made").withValue("true").isEnabled(ADA)).isTrue();
        assertThat(cache.flag("to_be_made").isEnabled(ADA)).isFalse();
    }

    @Test
    void valueThatIsNotUnderstoodIsNotTried() {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> cache.flag("configured").withValue("110%"))
                .withMessage("a percentage must be from 0 to 100");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> cache.flag("no name").withValue("true"))
                .withMessageContaining("[A-Za-z0-9]");
    }

    @Test
    void previewTellsWhoChanges() {
        cache.start();
        store.set("flag", "{\"percentage\": 10, \"users\": [\"u3\"]}");
        List<EvaluationContext> sample = IntStream.range(0, 10_000)
                .mapToObj(user -> EvaluationContext.of("u" + user))
                .toList();
        Flag flag = cache.flag("flag");

        Preview more = Preview.of(flag, flag.withValue("{\"percentage\": 20, \"excluded\": [\"u3\"]}"), sample);

        assertThat(more.size()).isEqualTo(10_000);
        assertThat(more.percentBefore()).isBetween(9.0, 11.0);
        assertThat(more.percentAfter()).isBetween(19.0, 21.0);
        assertThat(more.switchedOff()).containsExactly(EvaluationContext.of("u3"));
        assertThat(more.switchedOn()).hasSize(more.enabledAfter() - more.enabledBefore() + 1);
        assertThat(more.switchedOn())
                .allSatisfy(user -> assertThat(flag.isEnabled(user)).isFalse());

        assertThat(Preview.of(flag, flag, sample).switchedOn()).isEmpty();
        assertThat(Preview.of(flag, flag.withValue("true"), List.of()))
                .isEqualTo(new Preview(0, 0, 0, List.of(), List.of()))
                .satisfies(empty -> assertThat(empty.percentAfter()).isZero());
    }

    @Test
    void valueThatWouldCloseACircleIsTriedAsOff() {
        cache.start();
        store.set("a", "true");
        store.set("b", "{\"requires\": [\"a\"]}");

        Flag tried = cache.flag("a").withValue("{\"requires\": [\"b\"]}");

        assertThat(tried.evaluate(ADA).reason()).isEqualTo(Reason.DISABLED);
        assertThat(tried.evaluate(ADA).detail()).contains("in a circle");
        assertThat(cache.flag("a").withValue("{\"requires\": [\"a\"]}").isEnabled(ADA))
                .isFalse();
    }

    @Test
    void handleOfANameThatNobodyKnewFollowsTheFlagOnceThereIsOne() {
        cache.start();
        Flag early = cache.flag("later");
        assertThat(early.isEnabled(ADA)).isFalse();

        store.set("later", "true");

        assertThat(early.isEnabled(ADA)).isTrue();
        assertThat(early.evaluate(ADA).source()).isEqualTo(Source.REDIS);
        assertThat(early.explain(ADA).value()).isEqualTo("true");
        assertThat(Preview.of(early, early.withValue("false"), List.of(ADA)).switchedOff())
                .containsExactly(ADA);
    }

    @Test
    @SuppressWarnings("NullAway") // What a caller without null checks may do.
    void whoCannotBeFoundOutGetsAnExplanationToo() {
        cache.start();
        store.set("flag", "{\"percentage\": 50, \"bucketBy\": \"n\"}");
        BigInteger odd = new BigInteger("1") {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
                throw new IllegalStateException("odd");
            }
        };

        assertThat(cache.flag("flag").explain(ADA.with("n", odd)).errorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);
        assertThat(cache.flag("flag").explain(null).errorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);
    }

    @Test
    void messageOfAnotherParserForgesNoLine() {
        FlagCache other = new FlagCache(
                Map.of(),
                store,
                text -> {
                    throw new IllegalStateException("bad\nFORGED " + "x".repeat(1000));
                },
                new StartupWait(Duration.ofSeconds(5), System::nanoTime),
                new NoSnapshot(),
                new ConcurrentHashMap<>(),
                System::nanoTime,
                Clock.systemUTC(),
                event -> {});
        other.start();
        store.set("flag", "true");

        assertThat(other.flag("flag").explain(ADA).steps().get(0).detail())
                .startsWith("not understood: bad?FORGED xxx")
                .hasSizeLessThan(250);
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> other.flag("flag").withValue("true"))
                .withMessageStartingWith("bad?FORGED");
    }

    @Test
    void explanationAndAnswerAgreeThroughTheApi() {
        cache.start();
        store.set("flag", "50%");
        CachedFeatureFlags flags = new CachedFeatureFlags(cache, EvaluationContext::anonymous);

        assertThat(flags.explain("flag", ADA).enabled()).isEqualTo(flags.isEnabled("flag", ADA));
        assertThat(flags.explain("flag", ADA).position())
                .isEqualTo(flags.evaluate("flag", ADA).position());
    }

    private Explanation explain(String flag) {
        return cache.flag(flag).explain(ADA);
    }
}
