package io.featureflags.sample.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the source of a block in the documentation. Paths are relative to the sample's folder, in which tests run. */
final class BlockSources {

    private static final Path TRANSCRIPT = Path.of("src/test/resources/try-it.txt");

    /** Values that {@link ExamplesTests} evaluates, and the results. */
    static final Path VALUES = Path.of("src/test/resources/values");

    private static final Path CI = Page.ROOT.resolve(".ci/run");

    /** The command of a reader's own Redis, on its default port, and the same command of the transcript. */
    private static final String READERS_REDIS = "redis-cli -p 6379 ";

    private static final String SHOPS_REDIS = "redis-cli -p 6390 ";

    private BlockSources() {}

    /** Returns whether a block is real for its language: code, configuration, or executed commands. */
    static boolean isReal(FencedBlock block) throws IOException {
        return switch (block.language()) {
            case "java" -> isInOneOf(block, javaFiles());
            case "yaml" -> isInOneOf(block, List.of(Path.of("src/main/resources/application.yml")));
            case "json" -> isInOneOf(block, files(VALUES, ".json"));
            case "text" -> isInOneOf(block, files(VALUES, ".txt"));
            case "xml" -> isInOneOf(block, List.of(Path.of("pom.xml")));
            case "mermaid" -> PackageDiagram.isReal(block.lines());
            case "shell" -> isInOneOf(block, List.of(TRANSCRIPT)) || areCommands(block);
            default -> false;
        };
    }

    private static boolean areCommands(FencedBlock block) throws IOException {
        List<String> run = new ArrayList<>();
        Files.readAllLines(CI).forEach(line -> run.add(line.strip()));
        for (String line : Files.readAllLines(TRANSCRIPT)) {
            if (line.startsWith("$ ")) {
                run.add(line.substring(2));
            }
        }
        return !block.lines().isEmpty()
                && block.lines().stream()
                        .map(line -> line.replace(READERS_REDIS, SHOPS_REDIS))
                        .allMatch(run::contains);
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
