package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import io.featureflags.Source;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of decision, and the answer of each step. */
class DecisionTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    /** A user with bucket 49 and position 49541 in the flag x. */
    private static final EvaluationContext USER_12345 = EvaluationContext.of("user_12345");

    private static final String GERMANS =
            "{\"if\": [{\"attribute\": \"country\", \"operator\": \"equals\", \"values\": [\"DE\"]}]";

    @Test
    void switchedOffIsFirst() {
        Decision decision = decision("{\"enabled\": false, \"users\": [\"ada\"], \"requires\": [\"nothing\"],"
                + " \"from\": \"2999-01-01T00:00:00Z\", \"rules\": [{\"if\": []}], \"percentage\": 100}");

        assertThat(decision.isConstant()).isTrue();
        assertThat(evaluate(decision, ADA)).isEqualTo(answer(false, Reason.DISABLED, null));
    }

    @Test
    void windowIsSecond() {
        Decision decision =
                decision("{\"from\": \"2999-01-01T00:00:00Z\", \"requires\": [\"nothing\"], \"users\": [\"ada\"]}");

        assertThat(decision.isConstant()).isFalse();
        assertThat(evaluate(decision, ADA))
                .isEqualTo(answer(false, Reason.DISABLED, "not open yet: 'from' is in the future"));
        assertThat(evaluate(decision("{\"until\": \"2000-01-01T00:00:00Z\"}"), ADA))
                .isEqualTo(answer(false, Reason.DISABLED, "closed: 'until' has passed"));
    }

    @Test
    void requiredFlagIsThird() {
        assertThat(evaluate(decision("{\"requires\": [\"nothing\"], \"users\": [\"ada\"]}"), ADA))
                .isEqualTo(answer(false, Reason.DISABLED, "requires 'nothing', which is unknown"));
    }

    @Test
    void excludedIsBeforeListed() {
        Decision decision =
                decision("{\"excluded\": [\"ada\"], \"users\": [\"ada\", \"bob\"], \"rules\": [{\"if\": []}]}");

        assertThat(evaluate(decision, ADA)).isEqualTo(answer(false, Reason.TARGETING_MATCH, "listed in 'excluded'"));
        assertThat(evaluate(decision, EvaluationContext.of("bob")))
                .isEqualTo(answer(true, Reason.TARGETING_MATCH, "listed in 'users'"));
    }

    @Test
    void listedIsBeforeRules() {
        assertThat(evaluate(decision("{\"users\": [\"ada\"], \"rules\": [{\"percentage\": 0}]}"), ADA)
                        .enabled())
                .isTrue();
    }

    @Test
    void usersMatchExactly() {
        Decision decision = decision("{\"users\": [\"Anna\", \"\", \" \"]}");

        assertThat(decision.isEnabled(EvaluationContext.of("Anna"))).isTrue();
        assertThat(decision.isEnabled(EvaluationContext.of("anna"))).isFalse();
        assertThat(decision.isEnabled(EvaluationContext.of("Anna "))).isFalse();
        assertThat(decision.isEnabled(EvaluationContext.of(" "))).isFalse();
        assertThat(decision.isEnabled(EvaluationContext.anonymous())).isFalse();
    }

    @Test
    void firstRuleThatMatchesDecides() {
        Decision decision = decision("{\"rules\": [" + GERMANS + ", \"percentage\": 0}, " + GERMANS
                + "}, {\"if\": []}], \"percentage\": 0}");

        assertThat(evaluate(decision, ADA.with("country", "DE")))
                .isEqualTo(answer(false, Reason.TARGETING_MATCH, "rule 1 matches"));
        assertThat(evaluate(decision, ADA.with("country", "AT")))
                .isEqualTo(answer(true, Reason.TARGETING_MATCH, "rule 3 matches"));
    }

    @Test
    void allConditionsOfARuleMustMatch() {
        Decision decision = decision("{\"rules\": [{\"if\": ["
                + "{\"attribute\": \"country\", \"operator\": \"equals\", \"values\": [\"DE\"]},"
                + "{\"attribute\": \"age\", \"operator\": \"greaterThan\", \"values\": [17]}]}]}");

        assertThat(decision.isEnabled(ADA.with("country", "DE").with("age", 18)))
                .isTrue();
        assertThat(decision.isEnabled(ADA.with("country", "DE").with("age", 17)))
                .isFalse();
        assertThat(decision.isEnabled(ADA.with("country", "DE"))).isFalse();
        assertThat(decision.isEnabled(ADA.with("age", 18))).isFalse();
    }

    @Test
    void ruleHasItsOwnPercentageAndTheSameBuckets() {
        Decision decision = decision("{\"rules\": [" + GERMANS + ", \"percentage\": 49.542}], \"percentage\": 49.541}");

        assertThat(evaluate(decision, USER_12345.with("country", "DE")))
                .isEqualTo(new Evaluation("x", true, Reason.SPLIT, Source.REDIS, null, 49541, "rule 1 matches"));
        assertThat(evaluate(decision, USER_12345))
                .isEqualTo(new Evaluation("x", false, Reason.SPLIT, Source.REDIS, null, 49541));
    }

    @Test
    void matchingRuleDecidesForUsersOutsideItsPercentage() {
        Decision decision = decision("{\"rules\": [" + GERMANS + ", \"percentage\": 49}], \"percentage\": 100}");

        assertThat(evaluate(decision, USER_12345.with("country", "DE")).enabled())
                .isFalse();
        assertThat(evaluate(decision, USER_12345)).isEqualTo(answer(true, Reason.STATIC, null));
    }

    @Test
    void missingUserFailsOnPartialPercentagesOnly() {
        assertThat(evaluate(decision("99.999%"), EvaluationContext.anonymous()))
                .isEqualTo(Evaluation.error("x", Source.REDIS, ErrorCode.TARGETING_KEY_MISSING));
        assertThat(evaluate(decision("{\"rules\": [{\"percentage\": 50}]}"), EvaluationContext.anonymous()))
                .isEqualTo(new Evaluation(
                        "x",
                        false,
                        Reason.ERROR,
                        Source.REDIS,
                        ErrorCode.TARGETING_KEY_MISSING,
                        null,
                        "rule 1 matches"));
        assertThat(evaluate(decision("100%"), EvaluationContext.anonymous()))
                .isEqualTo(answer(true, Reason.STATIC, null));
        assertThat(evaluate(decision("0%"), EvaluationContext.anonymous()))
                .isEqualTo(answer(false, Reason.STATIC, null));
        assertThat(evaluate(decision("{\"rules\": [{\"if\": []}]}"), EvaluationContext.anonymous())
                        .enabled())
                .isTrue();
    }

    @Test
    void saltShufflesTheUsers() {
        assertThat(evaluate(decision("{\"percentage\": 50, \"salt\": \"2\"}"), USER_12345)
                        .position())
                .isEqualTo(Bucket.position("user_12345", "x", "2"))
                .isNotEqualTo(49541);
    }

    @Test
    void attributeReplacesTheUserInTheRollout() {
        Decision decision = decision("{\"percentage\": 50, \"bucketBy\": \"tenant\"}");

        assertThat(evaluate(decision, ADA.with("tenant", "user_12345")).position())
                .isEqualTo(49541);
        assertThat(evaluate(decision, EvaluationContext.anonymous().with("tenant", "user_12345"))
                        .position())
                .isEqualTo(49541);
        for (Object id : new Object[] {42, 42L, (short) 42, (byte) 42, BigInteger.valueOf(42)}) {
            assertThat(evaluate(decision, ADA.with("tenant", id)).position()).isEqualTo(Bucket.position("42", "x"));
        }
        for (Object none : new Object[] {"", " \t", 42.0, true, new Object()}) {
            assertThat(evaluate(decision, ADA.with("tenant", none)).errorCode())
                    .as("%s", none)
                    .isEqualTo(ErrorCode.TARGETING_KEY_MISSING);
        }
        assertThat(evaluate(decision, ADA).errorCode()).isEqualTo(ErrorCode.TARGETING_KEY_MISSING);
    }

    @Test
    void raisingThePercentageOnlyAddsUsers() {
        Decision[] decisions = IntStream.rangeClosed(0, 200)
                .mapToObj(half -> decision(half * 0.5 + "%"))
                .toArray(Decision[]::new);

        for (int user = 0; user < 2000; user++) {
            EvaluationContext context = EvaluationContext.of("user_" + user);
            boolean on = false;
            for (Decision decision : decisions) {
                boolean next = decision.isEnabled(context);
                assertThat(next || !on).isTrue();
                on = next;
            }
            assertThat(decisions[0].isEnabled(context)).isFalse();
            assertThat(on).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ユーザー", "مستخدم", "😀", "Zoë", "\ud83d", "x\u0000y"})
    void userOfAnyScriptHasAPosition(String user) {
        assertThat(evaluate(decision("50%"), EvaluationContext.of(user)).position())
                .isEqualTo(Bucket.position(user, "x"));
    }

    @Test
    void onlyAnswersThatDependOnTheCallAreNotConstant() {
        assertThat(decision("true").isConstant()).isTrue();
        assertThat(decision("0%").isConstant()).isTrue();
        assertThat(decision("{\"users\": [], \"rules\": [], \"requires\": []}").isConstant())
                .isTrue();
        assertThat(decision("{\"enabled\": true, \"description\": \"d\", \"bucketBy\": \"a\", \"salt\": \"s\"}")
                        .isConstant())
                .isTrue();
        assertThat(decision("1%").isConstant()).isFalse();
        assertThat(decision("{\"users\": [\"a\"]}").isConstant()).isFalse();
        assertThat(decision("{\"excluded\": [\"a\"]}").isConstant()).isFalse();
        assertThat(decision("{\"rules\": [{\"if\": []}]}").isConstant()).isFalse();
        assertThat(decision("{\"requires\": [\"a\"]}").isConstant()).isFalse();
        assertThat(decision("{\"from\": \"2000-01-01T00:00:00Z\"}").isConstant())
                .isFalse();
    }

    @Test
    void clockIsReadForWindowsOnly() {
        DecidedFlags flags = new DecidedFlags(new BrokenClock());

        assertThat(flags.put("x", "{\"users\": [\"ada\"], \"rules\": [{\"if\": []}], \"percentage\": 10}")
                        .isEnabled(ADA))
                .isTrue();
        Decision windowed = flags.put("x", "{\"until\": \"2999-01-01T00:00:00Z\"}");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> windowed.isEnabled(ADA));
    }

    @Test
    void providerIsCalledOnlyIfTheAnswerDependsOnTheUser() {
        EvaluationContextProvider failing = () -> {
            throw new IllegalStateException("no session");
        };

        assertThat(decision("{\"from\": \"2000-01-01T00:00:00Z\"}").isEnabled(failing))
                .isTrue();
        assertThat(decision("{\"from\": \"2999-01-01T00:00:00Z\", \"users\": [\"ada\"]}")
                        .isEnabled(failing))
                .isFalse();
        assertThat(decision("{\"requires\": [\"nothing\"], \"users\": [\"ada\"]}")
                        .isEnabled(failing))
                .isFalse();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> decision("{\"users\": [\"ada\"]}").isEnabled(failing));
    }

    private static Decision decision(String value) {
        return new DecidedFlags().put("x", value);
    }

    private static Evaluation evaluate(Decision decision, EvaluationContext context) {
        Evaluation answer = decision.evaluate(Source.REDIS, context);
        assertThat(decision.isEnabled(context)).isEqualTo(answer.enabled());
        return answer;
    }

    private static Evaluation answer(boolean enabled, Reason reason, @Nullable String detail) {
        return new Evaluation("x", enabled, reason, Source.REDIS, null, null, detail);
    }

    private static final class BrokenClock extends Clock {

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            throw new UnsupportedOperationException("read");
        }
    }
}
