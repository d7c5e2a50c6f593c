package io.featureflags.benchmarks.startup;

import java.io.File;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One of the applications whose starts are compared, and the expected branches of its first two toggled beans, one of them on. */
enum Variant {
    /** Spring Boot alone, for which the annotations have no meaning. */
    PLAIN(Variant.BOOT, "newnew"),
    /** The libraries of the starter without the starter. The main method asks Redis once, by the same client. */
    ASKING(Variant.BOOT + "|" + Variant.STARTER_LIBRARIES, "newnew"),
    /** The same, with a port on which no server listens. */
    ASKING_DOWN(Variant.BOOT + "|" + Variant.STARTER_LIBRARIES, "newnew"),
    /** The same question, and an empty interceptor of Spring around each bean that would be toggled. */
    PROXIES(Variant.BOOT + "|" + Variant.STARTER_LIBRARIES, "newnew"),
    /** The same, with a port on which no server listens. */
    PROXIES_DOWN(Variant.BOOT + "|" + Variant.STARTER_LIBRARIES, "newnew"),
    /** The starter, with a Redis that has a value for each flag. */
    REDIS_UP(Variant.BOOT + "|" + Variant.STARTER_LIBRARIES, "newlegacy"),
    /** The same, with the index of the annotation processor in the application. */
    INDEXED(Variant.BOOT + "|" + Variant.STARTER_LIBRARIES, "newlegacy"),
    /** The starter, with a port on which no server listens. */
    REDIS_DOWN(Variant.BOOT + "|" + Variant.STARTER_LIBRARIES, "legacylegacy");

    private static final String BOOT =
            "spring-boot|spring-boot-autoconfigure|spring-(aop|beans|context|core|expression)"
                    + "|snakeyaml|slf4j-api|logback-(classic|core)|log4j-(api|to-slf4j)|jul-to-slf4j|jakarta\\.annotation-api"
                    + "|micrometer-(commons|observation)|jspecify|commons-logging";

    private static final String STARTER_LIBRARIES =
            "lettuce-core|redis-authx-core|netty-[a-z-]+|reactor-core|reactive-streams"
                    + "|aspectjweaver|caffeine|error_prone_annotations";

    private static final Pattern PROCESSOR = Pattern.compile("feature-flags-(processor|core)");

    private static final Pattern OURS = Pattern.compile("feature-flags-(autoconfigure|core)");

    private final Pattern libraries;

    private final String branches;

    Variant(String libraries, String branches) {
        this.libraries = Pattern.compile("(" + libraries + ")-\\d[^-]*\\.jar");
        this.branches = branches;
    }

    /** Returns the branches that the main method expects. */
    String branches() {
        return branches;
    }

    boolean hasStarter() {
        return this == REDIS_UP || this == INDEXED || this == REDIS_DOWN;
    }

    /** Returns whether the main method asks Redis, since no starter does. */
    boolean asks() {
        return this != PLAIN && !hasStarter();
    }

    boolean hasProxies() {
        return this == PROXIES || this == PROXIES_DOWN;
    }

    /** Returns whether a server listens on the port of Redis. */
    boolean isRedisUp() {
        return this != ASKING_DOWN && this != PROXIES_DOWN && this != REDIS_DOWN;
    }

    /** Returns the variant without the starter with which this one is compared. */
    Variant withoutStarter() {
        return isRedisUp() ? ASKING : ASKING_DOWN;
    }

    /** Returns the same with empty proxies. */
    Variant withProxies() {
        return isRedisUp() ? PROXIES : PROXIES_DOWN;
    }

    /** Returns the libraries of the application on the class path of this JVM, as a class path. */
    String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(this::has)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns the name of the jar with the classes of the application. */
    String jar() {
        return this == INDEXED ? "indexed.jar" : "plain.jar";
    }

    /** Returns the path of the annotation processor for the compiler; empty if the application is compiled without it. */
    String processorPath() {
        return this != INDEXED
                ? ""
                : Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> PROCESSOR.matcher(entry).find() && !entry.contains("test"))
                        .collect(Collectors.joining(File.pathSeparator));
    }

    private boolean has(String entry) {
        return (hasStarter() && isOurs(entry))
                || libraries.matcher(new File(entry).getName()).matches();
    }

    /** Returns whether an entry of a class path has code of the starter: a jar, or a folder before there is a jar. */
    static boolean isOurs(String entry) {
        return OURS.matcher(entry).find() && !entry.contains("test");
    }

    /** Returns the name in the report of a variant with the starter. */
    String label() {
        return switch (this) {
            case REDIS_UP -> "RedisUp";
            case INDEXED -> "Indexed";
            case REDIS_DOWN -> "RedisDown";
            default -> throw new IllegalStateException(this + " has no starter");
        };
    }
}
