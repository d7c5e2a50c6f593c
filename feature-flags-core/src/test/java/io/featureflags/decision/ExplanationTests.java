package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.ExplainedStep;
import io.featureflags.Explanation;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.StepOutcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** R58: explains the answer for a user. */
class ExplanationTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private static final String FULL = """
            {"excluded": ["eve"], "users": ["grace", "linus"],
             "rules": [
               {"if": [{"attribute": "app", "operator": "semverGreaterThan", "values": ["2.0.0"]},
                       {"attribute": "country", "operator": "in", "values": ["DE", "AT"]}], "percentage": 50},
               {"if": [{"attribute": "beta", "operator": "equals", "values": [true]}]}],
             "percentage": 12.5, "salt": "2", "from": "2026-11-01T00:00:00Z", "until": "2026-12-01T01:00:00+01:00",
             "requires": ["new_payment"]}""";

    private final DecidedFlags flags =
            new DecidedFlags(Clock.fixed(Instant.parse("2026-11-15T00:00:00Z"), ZoneOffset.UTC));

    @Test
    void everyStepOfTheOrderHasItsVerdict() {
        flags.put("new_payment", "true");
        EvaluationContext context = ADA.with("app", "2.1.0").with("country", "FR");
        int position = Bucket.position("ada", "flag", "2");

        Explanation explanation = explain(FULL, context);

        assertThat(explanation.steps())
                .containsExactly(
                        passed("enabled", "not given"),
                        passed("window", "open, from 2026-11-01T00:00:00Z, until 2026-12-01T00:00:00Z"),
                        passed("requires", "on: new_payment"),
                        passed("excluded", "not among the 1 listed"),
                        passed("users", "not among the 2 listed"),
                        passed("rule 1", "condition 2 does not match: country in [DE, AT], and it is FR"),
                        passed("rule 2", "condition 1 does not match: beta equals [true], and the attribute is absent"),
                        new ExplainedStep(
                                "percentage",
                                StepOutcome.OFF,
                                "12.5%, and position " + position + " is not below 12500"));
        assertThat(explanation)
                .isEqualTo(new Explanation(
                        "flag",
                        false,
                        Reason.SPLIT,
                        Source.REDIS,
                        null,
                        position / 1000,
                        position,
                        null,
                        FULL,
                        explanation.steps()));
    }

    @Test
    void laterStepsThanTheDecidingRuleAreNotReached() {
        flags.put("new_payment", "true");
        int position = Bucket.position("ada", "flag", "2");
        boolean in = position < 50_000;

        Explanation explanation =
                explain(FULL, ADA.with("app", "2.1.0").with("country", "AT").with("beta", true));

        assertThat(explanation.rule()).isEqualTo(1);
        assertThat(explanation.enabled()).isEqualTo(in);
        assertThat(explanation.position()).isEqualTo(position);
        assertThat(explanation.steps().subList(5, 8))
                .containsExactly(
                        new ExplainedStep(
                                "rule 1",
                                in ? StepOutcome.ON : StepOutcome.OFF,
                                "matches; 50%, and position " + position + (in ? " is" : " is not") + " below 50000"),
                        notReached("rule 2"),
                        notReached("percentage"));
    }

    @Test
    void eachStepMayDecide() {
        assertThat(deciding("{\"enabled\": false, \"users\": [\"ada\"]}", ADA))
                .isEqualTo(off("enabled", "false: the flag is switched off"));
        assertThat(deciding("{\"from\": \"2026-12-01T00:00:00Z\"}", ADA))
                .isEqualTo(off("window", "not open yet: 'from' is in the future, from 2026-12-01T00:00:00Z"));
        assertThat(deciding("{\"until\": \"2026-11-01T00:00:00Z\"}", ADA))
                .isEqualTo(off("window", "closed: 'until' has passed, until 2026-11-01T00:00:00Z"));
        assertThat(deciding("{\"requires\": [\"unknown\"]}", ADA))
                .isEqualTo(off("requires", "requires 'unknown', which is unknown"));
        assertThat(deciding("{\"requires\": [\"flag\"]}", ADA).detail()).contains("form a cycle");
        assertThat(deciding("{\"excluded\": [\"ada\"]}", ADA)).isEqualTo(off("excluded", "among the 1 listed"));
        assertThat(deciding("{\"users\": [\"ada\"]}", ADA))
                .isEqualTo(new ExplainedStep("users", StepOutcome.ON, "among the 1 listed"));
        assertThat(deciding("{\"users\": [\"ada\"]}", EvaluationContext.anonymous()))
                .isEqualTo(off("percentage", "0%"));
        assertThat(deciding("true", ADA)).isEqualTo(new ExplainedStep("percentage", StepOutcome.ON, "100%"));
        assertThat(deciding("50%", EvaluationContext.anonymous()))
                .isEqualTo(off("percentage", "50%, and the context has no user"));
        assertThat(deciding("{\"percentage\": 50, \"bucketBy\": \"tenant\"}", ADA.with("tenant", 1.5)))
                .isEqualTo(off("percentage", "50% by tenant, and the context has no such text or whole number"));
    }

    @Test
    void unknownOperatorIsReported() {
        assertThat(explain(
                                "{\"rules\": [{\"if\": [{\"attribute\": \"a\", \"operator\": \"like\"}]}]}",
                                ADA.with("a", 1))
                        .steps())
                .contains(passed("rule 1", "condition 1 does not match: a like [], an unknown operator, and it is 1"));
    }

    @Test
    void explanationHasShortLinesWithoutControlCharacters() {
        String hostile = "\\n\\u001b[31mFAKE\\u2028".repeat(50);
        String value =
                "{\"rules\": [{\"if\": [{\"attribute\": \"" + hostile + "\", \"operator\": \"in\", \"values\": [\""
                        + hostile + "\"]}]}], \"requires\": [], \"bucketBy\": \"" + hostile + "\", \"percentage\": 50}";

        Explanation explanation = explain(value, ADA.with("\n\u001b[31mFAKE\u2028".repeat(50), new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("an attribute may be anything");
            }
        }));

        assertThat(explanation.steps())
                .allSatisfy(step ->
                        assertThat(step.detail()).hasSizeLessThan(300).doesNotContainPattern("\\p{Cntrl}|\u2028"));
        assertThat(explanation.toString().lines()).hasSize(explanation.steps().size() + 2);
    }

    @Test
    void textIsATable() {
        flags.put("new_payment", "true");

        assertThat(explain(FULL, EvaluationContext.of("eve"))).hasToString("""
                flag is off: TARGETING_MATCH from REDIS
                  enabled     passed       not given
                  window      passed       open, from 2026-11-01T00:00:00Z, until 2026-12-01T00:00:00Z
                  requires    passed       on: new_payment
                  excluded    off          among the 1 listed
                  users       not reached
                  rule 1      not reached
                  rule 2      not reached
                  percentage  not reached
                value: {"excluded": ["eve"], "users": ["grace", "linus"],? "rules": [?   {"if": [{"attr""");
        assertThat(explain("50%", ADA).toString())
                .startsWith("flag is " + (Bucket.position("ada", "flag") < 50_000 ? "on" : "off")
                        + ": SPLIT from REDIS, bucket " + Bucket.position("ada", "flag") / 1000 + ", position "
                        + Bucket.position("ada", "flag") + "\n");
    }

    @Test
    void jsonHasEachComponent() {
        Explanation explanation = explain("{\"users\": [\"ada\"], \"enabled\": true}", ADA);

        assertThat(new JsonMapper().readTree(new JsonMapper().writeValueAsString(explanation)))
                .isEqualTo(new JsonMapper().readTree("""
                        {"flag": "flag", "enabled": true, "reason": "TARGETING_MATCH", "source": "REDIS",
                         "errorCode": null, "bucket": null, "position": null, "variant": null, "variantPosition": null, "rule": null,
                         "value": "{\\"users\\": [\\"ada\\"], \\"enabled\\": true}",
                         "steps": [
                           {"step": "enabled", "verdict": "PASSED", "detail": "not given"},
                           {"step": "window", "verdict": "PASSED", "detail": "not given"},
                           {"step": "requires", "verdict": "PASSED", "detail": "not given"},
                           {"step": "excluded", "verdict": "PASSED", "detail": "not given"},
                           {"step": "users", "verdict": "ON", "detail": "among the 1 listed"},
                           {"step": "percentage", "verdict": "NOT_REACHED", "detail": ""}]}"""));
    }

    private Explanation explain(String value, EvaluationContext context) {
        return flags.put("flag", value).explain(Source.REDIS, value, context);
    }

    private ExplainedStep deciding(String value, EvaluationContext context) {
        List<ExplainedStep> deciding = explain(value, context).steps().stream()
                .filter(step -> step.verdict() == StepOutcome.ON || step.verdict() == StepOutcome.OFF)
                .toList();
        assertThat(deciding).hasSize(1);
        return deciding.get(0);
    }

    private static ExplainedStep passed(String step, String detail) {
        return new ExplainedStep(step, StepOutcome.PASSED, detail);
    }

    private static ExplainedStep off(String step, String detail) {
        return new ExplainedStep(step, StepOutcome.OFF, detail);
    }

    private static ExplainedStep notReached(String step) {
        return new ExplainedStep(step, StepOutcome.NOT_REACHED, "");
    }
}
