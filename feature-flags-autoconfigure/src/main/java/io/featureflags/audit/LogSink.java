package io.featureflags.audit;

import io.featureflags.AuditEntry;
import io.featureflags.Excerpt;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line for each change, as {@code key=value}, to the logger {@value #LOGGER}. Texts that people have written
 * stand in quotes, with whatever could break a line or a terminal escaped, and are cut at some length.
 */
public final class LogSink implements AuditSink {

    /** The logger's name. */
    public static final String LOGGER = "io.featureflags.audit";

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

    /**
     * Nothing for what there is none of, which is something else than an empty text. Escapes what is left after the cut,
     * which could go through an escape otherwise, and leave the quotes open.
     */
    private static String text(String key, @Nullable String value) {
        return value == null
                ? ""
                : " " + key + "=\"" + Excerpt.of(value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
