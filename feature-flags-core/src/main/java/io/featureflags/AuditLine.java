package io.featureflags;

import io.featureflags.text.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Formats an {@link AuditEntry} as one line of JSON, for log files and tools that read lines. Each component that is
 * not null becomes a field of the same name with a string value. Characters that are not printable are escaped.
 */
public final class AuditLine {

    private final StringBuilder text = new StringBuilder("{");

    private AuditLine() {}

    /**
     * Formats an entry.
     *
     * @param entry the audit entry
     * @return a JSON object without line breaks, also none at the end
     */
    public static String of(AuditEntry entry) {
        AuditLine line = new AuditLine();
        line.field("version", entry.version());
        line.field("at", entry.at().toString());
        line.field("flag", entry.flag());
        line.field("actor", entry.actor());
        line.field("source", entry.source().name());
        line.field("via", entry.via());
        line.field("before", entry.before());
        line.field("after", entry.after());
        line.field("reason", entry.reason());
        line.field("instance", entry.instance());
        line.field("request", entry.request());
        return line.text.append('}').toString();
    }

    private void field(String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (text.length() > 1) {
            text.append(',');
        }
        text.append('"').append(name).append("\":");
        JsonText.appendPrintable(text, value);
    }
}
