package io.featureflags.benchmarks.startup;

import java.nio.file.Path;
import java.util.List;

/**
 * The archive of the classes that one variant loads: the AOT cache of JDK 25 and newer, or a dynamic archive of AppCDS.
 *
 * @param file the file of the archive
 */
record ClassArchive(Path file) {

    private static final int FIRST_WITH_AOT_CACHE = 25; // Java 24 takes two steps.

    static ClassArchive of(Variant variant, Path folder) {
        return new ClassArchive(folder.resolve(variant + ".archive"));
    }

    /** Returns the options of a JVM that writes the archive when it ends. */
    List<String> creation() {
        return List.of((hasAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file);
    }

    /** Returns the options of a JVM that uses the archive, and does not start without it. */
    List<String> use() {
        return hasAotCache()
                ? List.of("-XX:AOTCache=" + file, "-XX:AOTMode=on")
                : List.of("-XX:SharedArchiveFile=" + file, "-Xshare:on");
    }

    private static boolean hasAotCache() {
        return Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
    }
}
