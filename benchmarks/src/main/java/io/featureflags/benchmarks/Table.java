package io.featureflags.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A table of figures that is readable on a terminal and valid Markdown. */
public final class Table {

    /** The text of a cell whose figure is missing. */
    public static final String NOT_MEASURED = "not measured";

    private final String title;

    private final List<String> columns;

    private final List<List<String>> rows = new ArrayList<>();

    private final List<String> notes = new ArrayList<>();

    /**
     * Creates a table without rows.
     *
     * @param title the heading
     * @param columns the headings of the columns
     */
    public Table(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    /**
     * Adds a row.
     *
     * @param cells the cells; missing ones at the end become {@link #NOT_MEASURED}
     */
    public void row(Object... cells) {
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

    /**
     * Adds a sentence below the rows.
     *
     * @param note the sentence
     */
    public void note(String note) {
        notes.add(note);
    }

    /**
     * Returns whether the table has rows and all their figures.
     *
     * @return false without rows
     */
    public boolean isComplete() {
        return !rows.isEmpty() && rows.stream().noneMatch(row -> row.contains(NOT_MEASURED));
    }

    /**
     * Returns the heading.
     *
     * @return the heading
     */
    public String title() {
        return title;
    }

    /**
     * Returns the rows as they are printed.
     *
     * @return the cells of each row
     */
    public List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /**
     * Returns the sentences below the rows.
     *
     * @return the sentences
     */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Prints the table.
     *
     * @param out the target
     */
    public void print(PrintStream out) {
        out.println();
        out.println("## " + title);
        out.println();
        printRows(out);
        if (!notes.isEmpty()) {
            out.println();
            notes.forEach(note -> out.println("- " + note));
        }
        out.flush();
    }

    /**
     * Prints the headings of the columns and the rows only.
     *
     * @param out the target
     */
    public void printRows(PrintStream out) {
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
