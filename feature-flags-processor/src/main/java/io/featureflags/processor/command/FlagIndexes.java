package io.featureflags.processor.command;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.CodeReference;
import io.featureflags.value.FlagIndexReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Reads the indexes in a directory of classes, or in a jar: also those of jars in it, as Spring Boot packages them. */
final class FlagIndexes {

    private FlagIndexes() {}

    /** Adds the toggled methods of a directory or jar, and returns whether it has an index. */
    static boolean addAll(Path place, List<IndexedToggle> toggles) {
        if (!Files.exists(place)) {
            throw new UncheckedFlagsException(
                    "'" + place + "' does not exist. Compile the application first, or correct the path.");
        }
        try {
            return Files.isDirectory(place) ? addDirectory(place, toggles) : addJar(place, toggles);
        } catch (IOException ex) {
            throw new UncheckedFlagsException("'" + place + "' cannot be read: " + ex.getMessage()
                    + ". Name a directory of classes, such as target/classes, or a jar.");
        }
    }

    /** Returns the problem of directories and jars without an index. */
    static String notIn(List<Path> places) {
        return "There is no " + FlagIndexReader.INDEX + " in "
                + places.stream().map(Path::toString).collect(Collectors.joining(", "))
                + ". Compile with the annotation processor feature-flags-processor. Leave out what has no @FeatureToggle.";
    }

    private static boolean addDirectory(Path directory, List<IndexedToggle> toggles) throws IOException {
        Path index = directory.resolve(FlagIndexReader.INDEX);
        if (!Files.exists(index)) {
            return false;
        }
        add(index.toString(), Files.readAllBytes(index), toggles);
        return true;
    }

    private static boolean addJar(Path jar, List<IndexedToggle> toggles) throws IOException {
        // A stream of a file that is no jar would have no entries; a ZipFile reports it.
        try (ZipFile checked = new ZipFile(jar.toFile());
                InputStream content = Files.newInputStream(jar)) {
            return addEntries(checked.getName(), content, toggles);
        }
    }

    private static boolean addEntries(String jar, InputStream content, List<IndexedToggle> toggles) throws IOException {
        boolean found = false;
        ZipInputStream entries = new ZipInputStream(content);
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            String name = jar + "!/" + entry.getName();
            if (entry.getName().endsWith(FlagIndexReader.INDEX)) { // Below BOOT-INF/classes in a jar of Spring Boot.
                add(name, entries.readAllBytes(), toggles);
                found = true;
            } else if (entry.getName().endsWith(".jar")) {
                found |= addEntries(name, entries, toggles);
            }
        }
        return found;
    }

    private static void add(String index, byte[] content, List<IndexedToggle> toggles) {
        try {
            String text = new String(content, StandardCharsets.UTF_8);
            List<CodeReference> methods = FlagIndexReader.read(text);
            List<String> declarations = FlagIndexReader.declarations(text);
            for (int i = 0; i < methods.size(); i++) {
                toggles.add(new IndexedToggle(methods.get(i), declarations.get(i)));
            }
        } catch (InvalidFlagValueException ex) {
            throw new UncheckedFlagsException("'" + index + "' is not understood: " + ex.getMessage()
                    + ". Compile again with the feature-flags-processor of this version.");
        }
    }
}
