package io.featureflags.sample.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the file that a block of README shows. Paths are relative to the sample's folder, where tests run. */
final class ReadmeChecker {

    static final Path ROOT = Path.of("..");

    private static final Path TRANSCRIPT = Path.of("src/test/resources/try-it.txt");

    /** Values that {@link ReadmeExamplesTests} asks, and what it is told. */
    static final Path VALUES = Path.of("src/test/resources/values");

    private static final Path CI = ROOT.resolve(".ci/run");

    private ReadmeChecker() {}

    /** Whether a block is what its language says: real code, real configuration, or commands that are run. */
    static boolean isReal(FencedBlock block) throws IOException {
        return switch (block.language()) {
            case "java" -> isInOneOf(block, javaFiles());
            case "yaml" -> isInOneOf(block, List.of(Path.of("src/main/resources/application.yml")));
            case "json" -> isInOneOf(block, files(VALUES, ".json"));
            case "text" -> isInOneOf(block, files(VALUES, ".txt"));
            case "xml" -> isInOneOf(block, List.of(Path.of("pom.xml")));
            case "shell" -> isInOneOf(block, List.of(TRANSCRIPT)) || areCommands(block);
            default -> false;
        };
    }

    private static boolean areCommands(FencedBlock block) throws IOException {
        List<String> run = new ArrayList<>(Files.readAllLines(CI));
        for (String line : Files.readAllLines(TRANSCRIPT)) {
            if (line.startsWith("$ ")) {
                run.add(line.substring(2));
            }
        }
        return !block.lines().isEmpty() && run.containsAll(block.lines());
    }

    private static boolean isInOneOf(FencedBlock block, List<Path> files) throws IOException {
        for (Path file : files) {
            if (block.isIn(Files.readAllLines(file))) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> javaFiles() throws IOException {
        return files(Path.of("src"), ".java");
    }

    private static List<Path> files(Path folder, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(extension)).toList();
        }
    }
}
