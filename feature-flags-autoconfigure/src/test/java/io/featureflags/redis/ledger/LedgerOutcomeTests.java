package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The script and the enum have the same outcomes. */
class LedgerOutcomeTests {

    @Test
    void everyWordOfTheScriptIsAnOutcome() {
        List<String> words = Pattern.compile("return \\{'(\\w+)'")
                .matcher(LedgerScript.text())
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(words).extracting(LedgerOutcome::of).containsExactlyInAnyOrder(LedgerOutcome.values());
        assertThat(LedgerOutcome.of("conflict")).isEqualTo(LedgerOutcome.CONFLICT);
    }

    @Test
    void unknownWordIsAnErrorWithTheKnownOnes() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LedgerOutcome.of("Written"))
                .withMessage("Unknown outcome 'Written' of the ledger script:"
                        + " expected one of seen, written, same, conflict, done");
    }
}
