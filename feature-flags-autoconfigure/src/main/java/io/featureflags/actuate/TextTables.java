package io.featureflags.actuate;

import io.featureflags.AuditEntry;
import io.featureflags.text.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tables of text for people with curl. Each cell is safe on a terminal. */
final class TextTables {

    private static final String GAP = "  ";

    /** Characters of a cell: the whole of a state, and the beginning of a value or reason. */
    private static final int MAX_CELL = 160;

    private TextTables() {}

    /** Returns the list of flags, as {@link FlagReadOperations#all} returns it, as a table below the mode and a note. */
    static String ofFlags(Map<String, Object> all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FLAG", "STATE", "OWNER", "EXPIRES", "LAST CHANGE"));
        for (Object flag : (List<?>) Objects.requireNonNull(all.get("flags"))) {
            Map<?, ?> view = (Map<?, ?>) flag;
            rows.add(List.of(
                    cell(view.get("name")),
                    cell(view.get("state")),
                    cell(view.get("owner")),
                    cell(view.get("expires")),
                    view.get("lastChange") instanceof Map<?, ?> change ? change(change) : "-"));
        }
        String more = all.get("more") == null ? "" : "\n" + all.get("more");
        return "mode: " + all.get("mode") + more + "\n\n" + aligned(rows);
    }

    private static String change(Map<?, ?> change) {
        String reason = change.get("reason") == null ? "" : ": " + cell(change.get("reason"));
        return cell(change.get("at")) + " by " + cell(change.get("actor")) + " via " + cell(change.get("via")) + reason;
    }

    static String ofHistory(List<AuditEntry> entries) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("AT", "FLAG", "ACTOR", "VIA", "BEFORE", "AFTER", "REASON"));
        entries.forEach(entry -> rows.add(List.of(
                entry.at().toString(),
                entry.flag(),
                cell(entry.actor()),
                cell(entry.via()),
                cell(entry.before()),
                cell(entry.after()),
                cell(entry.reason()))));
        return aligned(rows);
    }

    private static String cell(@Nullable Object content) {
        return content == null ? "-" : LogText.of(content.toString(), MAX_CELL);
    }

    private static String aligned(List<List<String>> rows) {
        int last = rows.get(0).size() - 1;
        int[] widths = new int[last];
        for (List<String> row : rows) {
            for (int column = 0; column < last; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < last; column++) {
                String cell = row.get(column);
                table.append(cell)
                        .append(" ".repeat(widths[column] - cell.length()))
                        .append(GAP);
            }
            table.append(row.get(last)).append('\n');
        }
        return table.toString();
    }
}
