package io.featureflags.spi;

/** What a store has found under a flag's name. "No such key" and "could not be read" are different things. */
public sealed interface StoredValue {

    /**
     * There is a value.
     *
     * @param text the value
     */
    record Text(String text) implements StoredValue {}

    /**
     * There is a value, but no text: the flag is off.
     *
     * @param problem what is wrong with it, as the end of "it is not understood: …"
     * @param shown the value as far as it can be shown
     */
    record NoText(String problem, String shown) implements StoredValue {}

    /**
     * There is no value: {@code application.yml} answers.
     *
     * @param deleted whether the record of the store's changes says that somebody deleted it: then it is not lost, however
     *     many vanish with it; false where nothing is known
     */
    record Absent(boolean deleted) implements StoredValue {

        /** No value, and nothing is known of why. */
        public Absent() {
            this(false);
        }
    }

    /**
     * Whether there is a value, and which, cannot be told: the flag keeps the last known one.
     *
     * @param problem why, as the end of "it cannot be read: …"
     */
    record Unreadable(String problem) implements StoredValue {}
}
