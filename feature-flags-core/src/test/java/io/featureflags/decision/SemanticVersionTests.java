package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTests {

    /** By precedence; the first eight are the example of the specification. */
    private static final List<String> ASCENDING = List.of(
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1--",
            "1.0.1-0a",
            "1.0.1-a-b",
            "1.0.1",
            "1.0.9",
            "1.0.10",
            "1.2.0",
            "1.10.0",
            "2.0.0-0",
            "2.0.0-1",
            "2.0.0-99999999999999999999998",
            "2.0.0-99999999999999999999999",
            "2.0.0",
            "9.0.0",
            "10.0.0",
            "99999999999999999999998.0.0",
            "99999999999999999999999.0.0");

    @Test
    void versionsAreInOrder() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                assertThat(Integer.signum(SemanticVersion.compare(ASCENDING.get(i), ASCENDING.get(j))))
                        .as("%s and %s", ASCENDING.get(i), ASCENDING.get(j))
                        .isEqualTo(Integer.compare(i, j));
                assertThat(SemanticVersion.compare(ASCENDING.get(i) + "+b.01", ASCENDING.get(i) + "+z"))
                        .isZero();
                assertThat(SemanticVersion.compare(ASCENDING.get(i) + "+b-1", ASCENDING.get(i)))
                        .isZero();
            }
        }
        assertThat(ASCENDING).allMatch(SemanticVersion::isValid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0",
                "1.1.2+meta",
                "1.1.2-prerelease+meta",
                "1.1.2+meta-valid",
                "1.0.0-alpha0.valid",
                "1.0.0-alpha.0valid",
                "1.0.0--alpha",
                "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
                "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
                "1.0.0-0A.is.legal",
                "1.0.0+001"
            })
    void valid(String text) {
        assertThat(SemanticVersion.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "1",
                "1.2",
                "1.2.",
                "1..3",
                ".2.3",
                "1.2.3.4",
                "v1.2.3",
                "1.2.3-",
                "1.2.3+",
                "1.2.3-+",
                "1.2.3-a..b",
                "1.2.3-a.",
                "1.2.3+a..b",
                "1.2.3+a+b",
                "1.2.3-01",
                "1.2.3-a.01",
                "01.2.3",
                "1.02.3",
                "1.2.03",
                "1.2.3-ä",
                "1.2.3-a_b",
                "1.2.3+a b",
                " 1.2.3",
                "1.2.3\n",
                "-1.2.3",
                "+1.2.3",
                "1.2.٣",
                "a.b.c",
                "1.2-a.3"
            })
    void invalid(String text) {
        assertThat(SemanticVersion.isValid(text)).isFalse();
    }

    @Test
    void longTextsTakeNoTime() {
        String digits = "1".repeat(300_000);

        assertThat(SemanticVersion.isValid(digits)).isFalse();
        assertThat(SemanticVersion.isValid(digits + "." + digits + "." + digits))
                .isTrue();
        assertThat(SemanticVersion.isValid("1.0.0-" + "a.".repeat(300_000))).isFalse();
        assertThat(SemanticVersion.compare(
                        "1.0.0-" + "a.".repeat(300_000) + "1", "1.0.0-" + "a.".repeat(300_000) + "2"))
                .isNegative();
    }
}
