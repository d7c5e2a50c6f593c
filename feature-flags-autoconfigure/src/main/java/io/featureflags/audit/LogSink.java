package io.featureflags.audit;

import io.featureflags.AuditEntry;
import io.featureflags.spi.FailedWrite;
import io.featureflags.text.LogText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line for each change, and a warning for each that was not made, as {@code key=value}, to the logger
 * {@value #LOGGER}. Texts that people have written stand in quotes and are cut at 80 characters, with a question mark in the
 * place of each that could break a line or a terminal; the flag's own record has them whole.
 */
public final class LogSink implements AuditSink {

    /** The logger's name. */
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
     * Nothing for what there is none of, which is something else than an empty text. Escapes what is left after the cut,
     * which could go through an escape otherwise, and leave the quotes open.
     */
    private static String text(String key, @Nullable String value) {
        return value == null ? "" : quoted(key, LogText.of(value));
    }

    private static String quoted(String key, String excerpt) {
        return " " + key + "=\"" + excerpt.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
