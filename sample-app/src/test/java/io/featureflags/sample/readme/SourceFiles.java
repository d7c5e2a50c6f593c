package io.featureflags.sample.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Java files of this repository. */
final class SourceFiles {

    private SourceFiles() {}

    /** Returns those of all modules, main and test. */
    static List<Path> ofAllModules() throws IOException {
        try (Stream<Path> modules = Files.list(Page.ROOT)) {
            return below(modules.map(module -> module.resolve("src")).filter(Files::isDirectory));
        }
    }

    /** Returns those of one module, main and test. */
    static List<Path> of(String module) throws IOException {
        return below(Stream.of(Page.ROOT.resolve(module).resolve("src")));
    }

    private static List<Path> below(Stream<Path> folders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders.toList()) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
        }
        return found;
    }
}
