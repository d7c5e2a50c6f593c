package io.featureflags.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The contenders and their set-up: the first paragraph of the Javadoc of their classes. So the description is in one place,
 * beside its code.
 */
final class Descriptions {

    private static final Pattern CLASS_COMMENT = Pattern.compile(
            "(?s)^/\\*\\*(.*?)\\*/\\s*(?:@\\w+[^\\n]*\\n)*(?:public |abstract |final )*class ", Pattern.MULTILINE);

    private final Path sources;

    /** Reads sources below a folder. */
    Descriptions(Path sources) {
        this.sources = sources;
    }

    /** Returns the description of a class by its simple name, if it has one. */
    Optional<String> of(String className) {
        try (Stream<Path> files = Files.walk(sources)) {
            Optional<Path> file = files.filter(
                            path -> path.getFileName().toString().equals(className + ".java"))
                    .findFirst();
            if (file.isEmpty()) {
                return Optional.empty();
            }
            Matcher comment = CLASS_COMMENT.matcher(Files.readString(file.get()));
            return comment.find() ? Optional.of(text(comment.group(1))) : Optional.empty();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String text(String comment) {
        return comment.replaceAll("(?m)^\\s*\\* ?", "")
                .replaceAll("(?s)<p>.*", "")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #?([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
