package io.featureflags.audit;

import io.featureflags.AuditEntry;
import io.featureflags.spi.FailedWrite;
import io.featureflags.text.LogText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs one line for each change, and a warning for each failed change, as {@code key=value}, to the logger
 * {@value #LOGGER}. Texts of users are in quotes and are cut at 80 characters. A question mark replaces each character that
 * could break a line or a terminal. The history of the flag has the whole texts.
 */
public final class LogSink implements AuditSink {

    /** Name of the logger. */
    public static final String LOGGER = "io.featureflags.audit";

    private static final int MAX_MESSAGE = 500;

    private static final Log logger = LogFactory.getLog(LOGGER);

    /** Creates the sink; it has no state. */
    public LogSink() {}

    @Override
    public void take(AuditEntry entry) {
        logger.info("feature_flag_changed flag=" + entry.flag()
                + " source=" + entry.source()
                + text("actor", entry.actor())
                + text("via", entry.via())
                + text("before", entry.before())
                + text("after", entry.after())
                + text("reason", entry.reason())
                + text("instance", entry.instance())
                + " version=" + entry.version());
    }

    @Override
    public void takeFailed(FailedWrite write) {
        logger.warn("feature_flag_change_failed problem=" + write.problem()
                + text("flag", write.flag())
                + " source=" + write.write().source()
                + text("actor", write.write().actor())
                + text("via", write.write().via())
                + text("value", write.value())
                + text("reason", write.write().reason())
                + quoted("message", LogText.of(write.message(), MAX_MESSAGE)));
    }

    /**
     * Returns the pair, or nothing for null, which differs from an empty text. Escapes after the cut: a cut through an
     * escape would leave the quotes open.
     */
    private static String text(String key, @Nullable String value) {
        return value == null ? "" : quoted(key, LogText.of(value));
    }

    private static String quoted(String key, String excerpt) {
        return " " + key + "=\"" + excerpt.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
