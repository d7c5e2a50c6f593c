package io.featureflags.autoconfigure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** An optional library of an application. */
@SuppressWarnings("ImmutableEnumChecker") // The list cannot be changed.
enum Library {
    REDIS("spring-data-redis-.*", "org.springframework.data.redis"),
    LETTUCE("lettuce-core-.*", "io.lettuce"),
    CAFFEINE("caffeine-.*", "com.github.benmanes.caffeine"),
    ACTUATOR(
            "spring-boot-(?:starter-)?(?:actuator|health).*",
            "org.springframework.boot.actuate",
            "org.springframework.boot.health"),
    MICROMETER("(?:spring-boot-(?:starter-)?)?micrometer-.*", "io.micrometer"),
    SPRING_SECURITY("spring-security-.*", "org.springframework.security"),
    SERVLET("(?:jakarta.servlet-api|spring-webmvc)-.*", "jakarta.servlet", "org.springframework.web.servlet"),
    WEBFLUX("spring-webflux-.*", "org.springframework.web.reactive"),
    OPENFEATURE("sdk-1.*", "dev.openfeature"),
    REACTOR("reactor-core-.*", "reactor"),
    ASPECTJ("(?:aspectj.*|spring-boot-starter-aspectj)-.*", "org.aspectj"),
    JACKSON_2("jackson-annotations-2.*", "com.fasterxml.jackson"),
    JACKSON_3("jackson-(?:core|databind)-3.*", "tools.jackson");

    private final Pattern jars;

    private final List<String> packages;

    Library(String jars, String... packages) {
        this.jars = Pattern.compile(jars);
        this.packages = List.of(packages);
    }

    /** Returns whether a jar file belongs to the library. */
    boolean has(String fileName) {
        return jars.matcher(fileName).matches();
    }

    /** The packages of the library. */
    List<String> packages() {
        return packages;
    }

    /** Returns libraries together with those that depend on them. */
    static Set<Library> withDependents(Set<Library> libraries) {
        Set<Library> all = new HashSet<>(libraries);
        if (all.contains(REACTOR)) {
            all.add(LETTUCE);
        }
        if (all.contains(JACKSON_2)) {
            all.add(JACKSON_3);
        }
        return all;
    }
}
