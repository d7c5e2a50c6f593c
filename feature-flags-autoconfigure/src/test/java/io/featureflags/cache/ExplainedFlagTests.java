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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Flags of the local copy explain their answers, and answer by other values for a preview. */
class ExplainedFlagTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private final SettableStore store = new SettableStore();

    private final FlagCache cache = new FlagCache(
            Map.of(
                    "configured",
                    new FlagConfiguration(true, null, null, null, false),
                    "described",
                    new FlagConfiguration(null, "without a default", null, null, false)),
            new CachePorts(store, new TextFlagValueParser(), new NoSnapshot(), event -> {}),
            new StartupWait(Duration.ofSeconds(5), System::nanoTime),
            new NamesAtRunTime(10_000, null),
            System::nanoTime,
            Clock.systemUTC());

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
                                new ExplainedStep("value", StepOutcome.PASSED, "the store has no value"),
                                new ExplainedStep("application.yml", StepOutcome.ON, "true"),
                                new ExplainedStep("annotation", StepOutcome.NOT_REACHED, ""))));
        assertThat(explain("annotated").steps())
                .containsExactly(
                        new ExplainedStep("value", StepOutcome.PASSED, "the store has no value"),
                        new ExplainedStep("application.yml", StepOutcome.PASSED, "no such flag"),
                        new ExplainedStep("annotation", StepOutcome.ON, "true"));
        assertThat(explain("described").steps())
                .containsExactly(
                        new ExplainedStep("value", StepOutcome.PASSED, "the store has no value"),
                        new ExplainedStep("application.yml", StepOutcome.PASSED, "'enabled' is not set"),
                        new ExplainedStep("annotation", StepOutcome.PASSED, "no code refers to the flag"),
                        new ExplainedStep("otherwise", StepOutcome.OFF, "no default is set"));
    }

    @Test
    void explanationShowsThatTheStoreHasNotResponded() {
        cache.register("annotated", false);

        assertThat(explain("annotated").steps().get(0).detail())
                .isEqualTo("no value is known, and the store has not responded");
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
    void unknownFlagIsExplained() {
        cache.start();

        assertThat(explain("unknown_flag").steps())
                .containsExactly(new ExplainedStep("name", StepOutcome.OFF, "unknown flag"));
        assertThat(explain("no name").steps())
                .containsExactly(new ExplainedStep("name", StepOutcome.OFF, "not a valid name of a flag"));
        assertThat(explain("no name").errorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
    }

    @Test
    void anotherValueIsPreviewedAndNothingChanges() {
        cache.start();
        store.set("flag", "false");
        store.set("other", "true");
        Flag flag = cache.flag("flag");

        Flag preview = flag.withValue("{\"requires\": [\"other\"], \"users\": [\"ada\"]}");

        assertThat(preview.name()).isEqualTo("flag");
        assertThat(preview.isEnabled(ADA)).isTrue();
        assertThat(preview.isEnabled(EvaluationContext.of("bob"))).isFalse();
        store.set("other", "false");
        assertThat(preview.isEnabled(ADA)).isFalse();
        assertThat(flag.evaluate(ADA).reason()).isEqualTo(Reason.DISABLED);
        assertThat(cache.flag("flag").isEnabled(ADA)).isFalse();
        assertThat(preview.explain(ADA).value()).startsWith("{\"requires\"");
    }

    @Test
    void absenceOfAValueIsPreviewedAsWell() {
        cache.start();
        store.set("configured", "false");

        assertThat(cache.flag("configured").isEnabled(ADA)).isFalse();
        assertThat(cache.flag("configured").withValue(null).isEnabled(ADA)).isTrue();
        assertThat(cache.flag("to_be_made").withValue("true").isEnabled(ADA)).isTrue();
        assertThat(cache.flag("to_be_made").isEnabled(ADA)).isFalse();
    }

    @Test
    void valueThatIsNotUnderstoodIsNotPreviewed() {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> cache.flag("configured").withValue("110%"))
                .withMessage("a percentage must be from 0 to 100");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> cache.flag("no name").withValue("true"))
                .withMessageContaining("[A-Za-z0-9]");
    }

    @Test
    void previewListsTheUsersWhoseAnswerChanges() {
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
    void valueThatWouldCloseACircleIsPreviewedAsOff() {
        cache.start();
        store.set("a", "true");
        store.set("b", "{\"requires\": [\"a\"]}");

        Flag preview = cache.flag("a").withValue("{\"requires\": [\"b\"]}");

        assertThat(preview.evaluate(ADA).reason()).isEqualTo(Reason.DISABLED);
        assertThat(preview.evaluate(ADA).detail()).contains("form a cycle");
        assertThat(cache.flag("a").withValue("{\"requires\": [\"a\"]}").isEnabled(ADA))
                .isFalse();
    }

    @Test
    void handleOfAnUnknownNameFollowsTheFlagOnceItIsKnown() {
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
    @SuppressWarnings("NullAway") // A caller without null checks may pass null.
    void contextThatCannotBeReadIsExplainedToo() {
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
        assertThat(cache.flag("flag").explain(null).steps())
                .containsExactly(new ExplainedStep("context", StepOutcome.OFF, "the user cannot be determined"));
    }

    @Test
    void messageOfAnotherParserCannotForgeALine() {
        FlagCache other = new FlagCache(
                Map.of(),
                new CachePorts(
                        store,
                        text -> {
                            throw new IllegalStateException("bad\nFORGED " + "x".repeat(1000));
                        },
                        new NoSnapshot(),
                        event -> {}),
                new StartupWait(Duration.ofSeconds(5), System::nanoTime),
                new NamesAtRunTime(10_000, null),
                System::nanoTime,
                Clock.systemUTC());
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
