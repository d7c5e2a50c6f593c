package io.featureflags.cache;

import io.featureflags.spi.StoredValue;
import io.featureflags.text.LogLimit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Warns of problems with the value of one flag: once for each value, also if two values are set in turns. A program that
 * sets new values all the time causes ten warnings a minute. Flags that neither code nor configuration mentions share that
 * limit, since callers and other programs may make up any number of them.
 */
final class FlagWarnings {

    private static final Log logger = LogFactory.getLog(FlagWarnings.class);

    /**
     * The oldest value is forgotten beyond this many, so that a client that sets new values does not fill the memory.
     */
    private static final int MAX_REMEMBERED = 1000;

    private final String flag;

    /** Numbers of the values that were logged, since a value may be large; null for none, as for nearly every flag. */
    private @Nullable Set<Long> logged;

    private StoredValue.@Nullable Unreadable unreadable;

    private final LongSupplier nanoTime;

    /** Null before the first warning, as for nearly every flag, unless the limit is shared. */
    private @Nullable LogLimit limit;

    private long warnings;

    private volatile boolean contextHasFailed;

    /**
     * Creates the warnings of a flag.
     *
     * @param flag name of the flag
     * @param shared the limit that the flag shares with others; null for a limit of its own
     * @param nanoTime the ticker, in nanoseconds
     */
    FlagWarnings(String flag, @Nullable LogLimit shared, LongSupplier nanoTime) {
        this.flag = flag;
        this.limit = shared;
        this.nanoTime = nanoTime;
    }

    /** Ends the sharing of the limit: code mentions the flag. */
    synchronized void limitAlone() {
        limit = null;
    }

    void value(StoredValue value, String warning) {
        Set<Long> values = logged == null ? new LinkedHashSet<>() : logged;
        logged = values;
        if (values.add(number(value))) {
            if (values.size() > MAX_REMEMBERED) {
                values.remove(values.iterator().next());
            }
            warn(": " + warning, null);
        }
    }

    void unreadable(StoredValue.Unreadable reading, String warning) {
        if (!reading.equals(unreadable)) {
            unreadable = reading;
            warn(": " + warning, null);
        }
    }

    /** Returns why the value cannot be read; null if it can. */
    @Nullable
    String unreadable() {
        return unreadable == null ? null : unreadable.problem();
    }

    /** Warns once that the user of a call cannot be determined, however often the value changes. */
    void contextFailed(RuntimeException ex) {
        if (!contextHasFailed) {
            contextHasFailed = true;
            warn(
                    " is off for every call whose user cannot be determined. The user"
                            + " expression or the EvaluationContextProvider failed on thread '"
                            + Thread.currentThread().getName()
                            + "'. Return EvaluationContext.anonymous() where there is"
                            + " no user, such as outside of a request, or bind a user with BoundContext.run",
                    ex);
        }
    }

    /** Forgets that the value could not be read: the next failure is logged again. */
    void readable() {
        unreadable = null;
    }

    private synchronized void warn(String warning, @Nullable RuntimeException cause) {
        LogLimit present = limit == null ? new LogLimit(nanoTime) : limit;
        limit = present;
        // Each warning is a subject of its own: a person who corrects a value twice in a minute sees both.
        String limited = present.limit(flag + ' ' + warnings++, "Feature flag '" + flag + "'" + warning);
        if (limited != null) {
            logger.warn(limited, cause);
        }
    }

    private static long number(StoredValue value) {
        String text = value.toString();
        return (long) text.length() << Integer.SIZE | Integer.toUnsignedLong(text.hashCode());
    }
}
