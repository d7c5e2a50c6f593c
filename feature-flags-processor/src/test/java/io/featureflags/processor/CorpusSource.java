package io.featureflags.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A source of the corpus. Its first line is what the compiler reports, such as {@code // error: did you mean old?}, and a
 * comment {@code here} is in front of each place of the report.
 *
 * @param name name of the file
 * @param expected error, warning, note or valid; with {@code -jdk-proxy} behind it if the start needs one
 * @param message a part of the message; empty for a valid source
 * @param text the source
 */
record CorpusSource(String name, String expected, String message, String text) {

    private static final Path FOLDER = Path.of("src/test/resources/corpus");

    private static final String MARK = "/*here*/";

    static List<CorpusSource> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(CorpusSource::read).toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static CorpusSource read(Path file) {
        try {
            String text = Files.readString(file);
            String[] first = text.lines().findFirst().orElseThrow().substring(3).split(": ", 2);
            return new CorpusSource(file.getFileName().toString(), first[0], first.length == 1 ? "" : first[1], text);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    boolean isError() {
        return expected.equals("error");
    }

    boolean isValid() {
        return expected.startsWith("valid");
    }

    boolean needsJdkProxy() {
        return expected.endsWith("-jdk-proxy");
    }

    Map<String, String> sources() {
        return Map.of("corpus/Source.java", text);
    }

    /** Returns the positions behind the marks, in characters from the start. */
    List<Long> places() {
        List<Long> places = new ArrayList<>();
        for (int mark = text.indexOf(MARK); mark >= 0; mark = text.indexOf(MARK, mark + 1)) {
            places.add((long) mark + MARK.length());
        }
        return places;
    }

    @Override
    public String toString() {
        return name;
    }
}
