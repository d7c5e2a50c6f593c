package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.Source;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is drawn by lot, and the slot of a user. */
class DrawnUsersTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

    private static final EvaluationContext ADA = EvaluationContext.of("ada").with("country", "DE");

    private static Decision decision(String value) {
        return new DecidedFlags(CLOCK).put("checkout", value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10%",
                "{\"percentage\": 10, \"users\": [\"grace\"], \"excluded\": [\"linus\"]}",
                "{\"percentage\": 10, \"rules\": [{\"if\": [{\"attribute\": \"country\", \"operator\": \"in\","
                        + " \"values\": [\"FR\"]}]}]}",
                "{\"percentage\": 10, \"from\": \"2026-11-30T00:00:00Z\"}",
                "{\"percentage\": 10, \"bucketBy\": \"country\"}"
            })
    void thePercentageDecidesByLot(String value) {
        assertThat(decision(value).isDrawn(ADA)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "0%",
                "100%",
                "{\"enabled\": false, \"percentage\": 10}",
                "{\"percentage\": 10, \"users\": [\"ada\"]}",
                "{\"percentage\": 10, \"excluded\": [\"ada\"]}",
                "{\"percentage\": 10, \"rules\": [{\"percentage\": 50, \"if\": [{\"attribute\": \"country\","
                        + " \"operator\": \"in\", \"values\": [\"DE\"]}]}]}",
                "{\"percentage\": 10, \"until\": \"2026-11-30T00:00:00Z\"}",
                "{\"percentage\": 10, \"requires\": [\"other\"]}",
                "{\"percentage\": 10, \"bucketBy\": \"tenant\"}"
            })
    void anotherStepDecides(String value) {
        assertThat(decision(value).isDrawn(ADA)).isFalse();
    }

    @Test
    void callWithoutAUserIsNotDrawn() {
        assertThat(decision("10%").isDrawn(EvaluationContext.anonymous())).isFalse();
    }

    @Test
    void slotIsTheStartOfTheDigestOfTheBucket() throws NoSuchAlgorithmException {
        assertThat(decision("10%").slot(ADA)).isEqualTo(slot("ada-checkout"));
        assertThat(decision("{\"percentage\": 10, \"salt\": \"2\"}").slot(ADA)).isEqualTo(slot("ada-checkout-2"));
        Decision byTenant = decision("{\"percentage\": 10, \"bucketBy\": \"tenant\"}");
        for (Object tenant : new Object[] {"42", 42, 42L, BigInteger.valueOf(42)}) {
            EvaluationContext context = EvaluationContext.anonymous().with("tenant", tenant);
            assertThat(byTenant.isDrawn(context)).isTrue();
            assertThat(byTenant.slot(context)).isEqualTo(slot("42-checkout"));
        }
        assertThat(byTenant.isDrawn(EvaluationContext.anonymous().with("tenant", 1.5)))
                .isFalse();
        assertThat(byTenant.isDrawn(EvaluationContext.anonymous().with("tenant", " ")))
                .isFalse();
    }

    private static int slot(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        return new BigInteger(1, digest).shiftRight(128 - 14).intValue();
    }

    @Test
    void explanationEndsWithThePlan() {
        String value = "{\"percentage\": 5, \"rollout\": {\"steps\": [1, 5, 100]}}";
        assertThat(decision(value).explain(Source.REDIS, value, ADA).steps())
                .last()
                .hasToString("ExplainedStep[step=rollout, verdict=PASSED, detail=step 5% of 1%, 5%, 100%]");
    }
}
