package io.featureflags.spi;

/** Result of reading a flag from a store. An absent key and an unreadable one are different results. */
public sealed interface StoredValue {

    /**
     * The key has a text value.
     *
     * @param text the value
     */
    record Text(String text) implements StoredValue {}

    /**
     * The key has a value that is not text: the flag is off.
     *
     * @param problem what is wrong with the value, as the end of "it is not understood: …"
     * @param shown excerpt of the value that is safe to show
     */
    record NoText(String problem, String shown) implements StoredValue {}

    /**
     * The key is absent: {@code application.yml} decides.
     *
     * @param deleted whether the store's record of changes confirms a deletion, or its known TTL has ended. Such a
     *     value is not treated as lost, however many disappear with it. False if this is unknown
     */
    record Absent(boolean deleted) implements StoredValue {

        /** Creates an absent value without a known cause. */
        public Absent() {
            this(false);
        }
    }

    /**
     * The key cannot be read, so that its value is unknown: the flag keeps the last known value.
     *
     * @param problem the cause, as the end of "it cannot be read: …"
     */
    record Unreadable(String problem) implements StoredValue {}
}
