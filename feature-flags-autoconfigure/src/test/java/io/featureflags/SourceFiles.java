package io.featureflags;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sources of the project. Paths are relative to the folder of a module, where tests run. */
final class SourceFiles {

    static final Path ROOT = Path.of("..");

    /** The modules with code that are published. */
    static final List<String> PRODUCT = List.of(
            "feature-flags-core",
            "feature-flags-autoconfigure",
            "feature-flags-console",
            "feature-flags-processor",
            "feature-flags-test");

    /** All modules with Java code. */
    static final List<String> ALL = List.of(
            "feature-flags-core",
            "feature-flags-autoconfigure",
            "feature-flags-console",
            "feature-flags-processor",
            "feature-flags-test",
            "sample-app",
            "weaving-it",
            "consumer-it",
            "benchmarks");

    private SourceFiles() {}

    /** Returns the Java files of modules below {@code src/main} or {@code src/test}. */
    static List<Path> java(List<String> modules, String set) {
        List<Path> files = new ArrayList<>();
        for (String module : modules) {
            Path folder = ROOT.resolve(module).resolve("src").resolve(set).resolve("java");
            if (Files.isDirectory(folder)) {
                files.addAll(withEnding(folder, ".java"));
            }
        }
        return files;
    }

    /** Returns README, CHANGELOG, CONTRIBUTING and the pages of docs. */
    static List<Path> pages() {
        List<Path> files = new ArrayList<>(withEnding(ROOT.resolve("docs"), ".md"));
        for (String name : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md")) {
            files.add(ROOT.resolve(name));
        }
        return files;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static long lines(Path file) {
        return text(file).lines().count();
    }

    /** Returns the name of the type that a Java file is named after. */
    static String typeOf(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static List<Path> withEnding(Path folder, String ending) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
