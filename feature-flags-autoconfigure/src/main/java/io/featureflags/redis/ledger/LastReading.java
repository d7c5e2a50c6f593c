package io.featureflags.redis.ledger;

import io.featureflags.spi.StoredValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What this instance has last read of a flag, before a reading that is compared with the audit trail. It is the value
 * before a change that the audit trail does not have.
 *
 * @param value the value
 * @param declared whether code or configuration mentions the flag. Of other flags, Redis gets no record without a change
 * @param state whether the value was read, and compared with the audit trail
 */
record LastReading(StoredValue value, boolean declared, State state) {

    /** Stands for a flag that was not read yet. */
    static final String UNKNOWN = "";

    /** Stands for the present value, such as one that is not text. */
    static final String PRESENT = "*";

    private static final String ABSENT = "-";

    /** Stands for the absence of a declared flag at its first reading. Redis keeps it, so that a later value is new. */
    private static final String ABSENT_AT_FIRST = "~";

    /** Returns the absence of a flag that was not read. */
    static LastReading assumedAbsence(boolean declared) {
        return new LastReading(new StoredValue.Absent(), declared, State.ASSUMED);
    }

    /** Returns the same reading after Redis has reported a loss of data. */
    LastReading atRisk() {
        return new LastReading(value, declared, State.AT_RISK);
    }

    boolean isAbsent() {
        return value instanceof StoredValue.Absent;
    }

    /** Returns the value in the form that the script takes. */
    String encoded() {
        if (value instanceof StoredValue.Text text) {
            return "=" + text.text();
        }
        if (!isAbsent()) {
            return PRESENT;
        }
        return declared && state == State.FIRST ? ABSENT_AT_FIRST : ABSENT;
    }

    /**
     * Compares the flag with its record.
     *
     * @param present the present value; null without one
     * @param last the last recorded value; null without a record
     * @return what is to be done
     */
    Comparison compareWith(byte @Nullable [] present, byte @Nullable [] last) {
        if (last == null) {
            return present == null ? compareAbsence() : compareWithoutRecord(present);
        }
        if (present == null) {
            return last.length > 0 && last[0] == '-' ? Comparison.RECORDED : Comparison.CHANGED;
        }
        if (!isEncoded(last, present)) {
            return Comparison.CHANGED;
        }
        return isAbsent() && state != State.ASSUMED ? Comparison.RECORDED_BY_ANOTHER : Comparison.RECORDED;
    }

    private Comparison compareAbsence() {
        if (isAbsent()) {
            return declared && state == State.FIRST ? Comparison.CHANGED : Comparison.RECORDED;
        }
        // The record of a declared flag disappears together with its value in a loss of data, which is no deletion.
        return declared ? Comparison.RECORDED : Comparison.CHANGED;
    }

    private Comparison compareWithoutRecord(byte[] present) {
        boolean same = !isAbsent()
                && (!(value instanceof StoredValue.Text) || isEncoded(LedgerKeys.bytes(encoded()), present));
        return same && !declared ? Comparison.RECORDED : Comparison.CHANGED;
    }

    private static boolean isEncoded(byte[] encoded, byte[] value) {
        return encoded.length == value.length + 1
                && encoded[0] == '='
                && Arrays.equals(value, 0, value.length, encoded, 1, encoded.length);
    }

    /** What is known of the value. */
    enum State {

        /** It is the first reading of the flag, and was not compared with the audit trail. */
        FIRST,

        /** It was read and compared with the audit trail. */
        COMPARED,

        /** It was read before Redis reported a loss of data, which may also concern another database. */
        AT_RISK,

        /**
         * It is the absence of a flag that is new, or whose value was lost, according to a report of Redis. The report
         * may also concern another database, or a flag that others know.
         */
        ASSUMED;

        /** Returns whether the store is known to have had the value at the last reading and since. */
        boolean isCertain() {
            return this == FIRST || this == COMPARED;
        }
    }

    /** Outcome of a comparison. */
    enum Comparison {

        /** The record agrees with the flag, or none is needed. */
        RECORDED,

        /**
         * The record agrees with the value of a flag that had none when this instance read it last. It may be the
         * baseline of an instance that has started since, without an entry.
         */
        RECORDED_BY_ANOTHER,

        /** The script has to record the flag. */
        CHANGED
    }
}
