package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.value.TextFlagValueParser;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An audit entry is one line of JSON, with any text of users in it. */
class AuditLineTests {

    private static AuditEntry entry(String actor, String reason) {
        return new AuditEntry(
                "7-1",
                Instant.parse("2026-11-25T10:00:00.123456Z"),
                "checkout",
                actor,
                ChangeSource.MANUAL,
                "actuator",
                null,
                "",
                reason,
                "shop",
                "r-1");
    }

    @Test
    void fieldsAreStringsAndNullsAreOmitted() {
        assertThat(AuditLine.of(entry("ada", "canary")))
                .isEqualTo("{\"version\":\"7-1\",\"at\":\"2026-11-25T10:00:00.123456Z\",\"flag\":\"checkout\","
                        + "\"actor\":\"ada\",\"source\":\"MANUAL\",\"via\":\"actuator\",\"after\":\"\","
                        + "\"reason\":\"canary\",\"instance\":\"shop\",\"request\":\"r-1\"}");
    }

    @Test
    void hostileTextCannotBreakTheLineOrTheTerminal() {
        String hostile = "\"}\n{\"flag\":\"stolen\r\u0085\u2028\u2029\u001b[31m\u202e\u0000\\";

        assertThat(AuditLine.of(entry(hostile, "grüße")))
                .contains(
                        "\"actor\":\"\\\"}\\u000a{\\\"flag\\\":\\\"stolen\\u000d\\u0085\\u2028\\u2029\\u001b[31m\\u202e"
                                + "\\u0000\\\\\",\"source\"")
                .contains("\"reason\":\"grüße\"")
                .doesNotContainPattern("[\\p{Cntrl}\\u0085\\u2028\\u2029\\u202e]");
    }

    @Test
    void unpairedSurrogateIsValidJson() {
        assertThat(AuditLine.of(entry("\ud83d\ude00", "\ud83d")))
                .contains("\"actor\":\"\\ud83d\\ude00\"", "\"reason\":\"\\ud83d\"");
    }

    @Test
    void lineIsReadableAsJson() {
        String line = AuditLine.of(entry("a \"b\" \\ \n", "x"));

        // The parser of values has a strict JSON reader.
        String description = line.substring(line.indexOf("\"actor\":") + 8, line.indexOf(",\"source\""));
        assertThat(new TextFlagValueParser().parse("{\"enabled\":true,\"description\":" + description + "}"))
                .isNotNull();
    }
}
