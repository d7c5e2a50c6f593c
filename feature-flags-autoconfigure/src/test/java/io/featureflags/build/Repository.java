package io.featureflags.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of this repository, of which the tests of a module see the parent folder. */
final class Repository {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern MODULES = Pattern.compile("<modules>(.*?)</modules>", Pattern.DOTALL);

    private Repository() {}

    static Path file(String name) {
        return ROOT.resolve(name);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Returns the files below a folder with the given end of their names, or none if there is no such folder. */
    static List<Path> files(String folder, String end) {
        if (!Files.isDirectory(file(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(file(folder))) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Returns the folders of all modules, those of profiles too. */
    static List<String> modules() {
        return MODULES.matcher(text(file("pom.xml")))
                .results()
                .flatMap(modules -> all(modules.group(1), "<module>(.*?)</module>").stream())
                .toList();
    }

    /** Returns the artifacts of the default build that a release publishes beside the parent. */
    static List<String> publishedModules() {
        String firstModules = MODULES.matcher(text(file("pom.xml")))
                .results()
                .findFirst()
                .map(MatchResult::group)
                .orElseThrow();
        return all(firstModules, "<module>(.*?)</module>").stream()
                .filter(module -> !pom(module).contains("<maven.deploy.skip>true</maven.deploy.skip>"))
                .toList();
    }

    static String pom(String module) {
        return text(file(module).resolve("pom.xml"));
    }

    /** Returns the first group of each match. */
    static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
