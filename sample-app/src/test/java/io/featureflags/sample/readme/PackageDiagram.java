package io.featureflags.sample.readme;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A diagram of modules and packages. Its labels begin with their names, before a line break, as in {@code "spi<br>ports"},
 * {@code "redis: sync → ledger"} or {@code "feature-flags-core: a module"}. Tests of the library enforce its arrows.
 */
final class PackageDiagram {

    private static final Pattern LABEL = Pattern.compile("\\[\"(.+?)(?:<br>.*?)?\"]");

    private static final String ROOT_PACKAGE = "io.featureflags";

    private static final List<Path> ROOTS = Stream.of("feature-flags-core", "feature-flags-autoconfigure")
            .map(module -> Page.ROOT.resolve(module).resolve("src/main/java/io/featureflags"))
            .toList();

    private PackageDiagram() {}

    /** Returns whether there are labels, and all modules and packages in them exist. */
    static boolean isReal(List<String> lines) {
        List<String> labels = LABEL.matcher(String.join("\n", lines))
                .results()
                .map((MatchResult label) -> label.group(1))
                .toList();
        return !labels.isEmpty() && labels.stream().allMatch(PackageDiagram::exists);
    }

    private static boolean exists(String label) {
        int colon = label.indexOf(':');
        String first = colon < 0 ? label : label.substring(0, colon);
        if (first.startsWith("feature-flags-")) {
            return Files.isDirectory(Page.ROOT.resolve(first).resolve("src/main"));
        }
        String parent = colon < 0 ? "" : first + ".";
        return Arrays.stream(label.substring(colon + 1).split("[,→]", -1))
                .map(name -> parent + name.strip())
                .allMatch(PackageDiagram::isPackage);
    }

    private static boolean isPackage(String name) {
        String folder = name.equals(ROOT_PACKAGE) ? "" : name.replace('.', '/');
        return ROOTS.stream().anyMatch(root -> Files.isDirectory(root.resolve(folder)));
    }
}
