package io.featureflags.redis.ledger;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Outcome of {@link LedgerScript}. Each outcome has the word that the script returns for it. */
enum LedgerOutcome {

    /** The flag was read, and an external change was recorded if there was one. */
    OBSERVED("seen"),

    /** The flag was written. */
    WRITTEN("written"),

    /** The flag had the new value already. */
    UNCHANGED("same"),

    /** The flag did not have the expected version. */
    CONFLICT("conflict"),

    /** The same request was carried out before. */
    REPEATED("done");

    private final String word;

    LedgerOutcome(String word) {
        this.word = word;
    }

    /**
     * Returns the outcome that the script reports.
     *
     * @param word the word that the script returned
     * @return the outcome
     * @throws IllegalStateException if the script has no such outcome
     */
    static LedgerOutcome of(String word) {
        for (LedgerOutcome outcome : values()) {
            if (outcome.word.equals(word)) {
                return outcome;
            }
        }
        throw new IllegalStateException("Unknown outcome '" + word + "' of the ledger script: expected one of "
                + Arrays.stream(values()).map(outcome -> outcome.word).collect(Collectors.joining(", ")));
    }
}
