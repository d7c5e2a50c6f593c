package io.featureflags.processor;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.CodeReference;
import io.featureflags.value.FlagIndexReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The file of the index, with one line for each toggled method. A compilation of some classes keeps the lines of the others,
 * as it keeps their class files.
 */
final class IndexFile {

    private static final String START = "{\"flags\": [";

    private static final String END = "]}";

    private static final Comparator<IndexLine> ORDER =
            Comparator.comparing(IndexLine::flag).thenComparing(IndexLine::type).thenComparing(IndexLine::method);

    private final Filer filer;

    private final Elements elements;

    /** Names of the top-level types that are compiled. */
    private final Set<String> compiled;

    IndexFile(Filer filer, Elements elements, Set<String> compiled) {
        this.filer = filer;
        this.elements = elements;
        this.compiled = compiled;
    }

    /** Writes the lines of the types that are compiled, in UTF-8 as JSON is, with those of the other types. */
    void write(List<IndexLine> lines) throws IOException {
        String present = present();
        if (present == null && lines.isEmpty()) {
            return;
        }
        List<IndexLine> all = new ArrayList<>(lines);
        if (present != null) {
            linesOf(present).stream().filter(this::isOfOtherType).forEach(all::add);
        }
        String json = all.stream()
                .sorted(ORDER)
                .map(line -> "\n  " + line.json())
                .collect(Collectors.joining(",", START, "\n" + END + "\n"));
        try (OutputStream file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", FlagIndexReader.INDEX)
                .openOutputStream()) {
            file.write(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Returns the index of earlier compilations; null if there is none, or if the build tool does not let it be read. */
    private @Nullable String present() {
        try (InputStream file = filer.getResource(StandardLocation.CLASS_OUTPUT, "", FlagIndexReader.INDEX)
                .openInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException ex) {
            return null;
        }
    }

    /** Returns the lines of an index; none if it is not one of this version, so that it is replaced. */
    private static List<IndexLine> linesOf(String index) {
        List<IndexLine> lines = new ArrayList<>();
        try {
            for (String text : index.lines().toList()) {
                if (!text.equals(START) && !text.equals(END)) {
                    String json = text.strip().replaceFirst(",$", "");
                    CodeReference entry =
                            FlagIndexReader.read(START + json + END).get(0);
                    lines.add(new IndexLine(entry.flag(), entry.type(), entry.method(), json));
                }
            }
            return lines;
        } catch (InvalidFlagValueException | IndexOutOfBoundsException ex) {
            return List.of();
        }
    }

    private boolean isOfOtherType(IndexLine line) {
        boolean isCompiled = compiled.stream()
                .anyMatch(name -> line.type().equals(name) || line.type().startsWith(name + "$"));
        return !isCompiled && (isKnown(line.type()) || hasClassFile(line.type()));
    }

    private boolean isKnown(String type) {
        return elements.getTypeElement(type) != null || elements.getTypeElement(type.replace('$', '.')) != null;
    }

    /** The classes that were compiled before may not be on the class path. */
    private boolean hasClassFile(String type) {
        int dot = type.lastIndexOf('.');
        String folder = dot < 0 ? "" : type.substring(0, dot);
        try (InputStream file = filer.getResource(
                        StandardLocation.CLASS_OUTPUT, folder, type.substring(dot + 1) + ".class")
                .openInputStream()) {
            return file.read() >= 0;
        } catch (IOException | RuntimeException ex) {
            return false;
        }
    }

    /**
     * A toggled method.
     *
     * @param flag name of the flag
     * @param type class name of the bean
     * @param method the method with its parameter types
     * @param json the entry of the index
     */
    record IndexLine(String flag, String type, String method, String json) {}
}
