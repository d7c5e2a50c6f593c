package io.featureflags.benchmarks.sync;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Rows of figures that can be read on a terminal and pasted into Markdown. */
final class Table {

    /** Stands where a figure is missing, and never a number in its place. */
    static final String NOT_MEASURED = "not measured";

    private final String title;

    private final List<String> columns;

    private final List<List<String>> rows = new ArrayList<>();

    private final List<String> notes = new ArrayList<>();

    Table(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    /** Adds a row; what is missing at its end was not measured. */
    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell.toString());
        }
        if (row.size() > columns.size()) {
            throw new IllegalArgumentException(title + " has " + columns.size() + " columns, not " + row.size());
        }
        row.addAll(Collections.nCopies(columns.size() - row.size(), NOT_MEASURED));
        rows.add(row);
    }

    /** Adds a sentence below the rows. */
    void note(String note) {
        notes.add(note);
    }

    /** Whether no figure is missing. */
    boolean isComplete() {
        return !rows.isEmpty() && rows.stream().noneMatch(row -> row.contains(NOT_MEASURED));
    }

    String title() {
        return title;
    }

    List<List<String>> rows() {
        return List.copyOf(rows);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    void print(PrintStream out) {
        out.println();
        out.println("## " + title);
        out.println();
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            int width = columns.get(column).length();
            for (List<String> row : rows) {
                width = Math.max(width, row.get(column).length());
            }
            widths.add(width);
        }
        out.println(line(columns, widths));
        out.println(line(widths.stream().map("-"::repeat).toList(), widths));
        rows.forEach(row -> out.println(line(row, widths)));
        if (!notes.isEmpty()) {
            out.println();
            notes.forEach(note -> out.println("- " + note));
        }
        out.flush();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < cells.size(); column++) {
            String format = column == 0 ? " %-" : " %";
            line.append(String.format(Locale.ROOT, format + widths.get(column) + "s |", cells.get(column)));
        }
        return line.toString();
    }
}
