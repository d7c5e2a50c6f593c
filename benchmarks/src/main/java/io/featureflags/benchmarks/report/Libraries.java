package io.featureflags.benchmarks.report;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of the contenders and of their platform, from the names of the files on the class path. */
final class Libraries {

    /** Peers and the platform of all. Other libraries of their groups have the same version, or are built on them. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("togglz-core", "Togglz"),
            Map.entry("ff4j-core", "FF4J"),
            Map.entry("launchdarkly-java-server-sdk", "LaunchDarkly"),
            Map.entry("sdk", "OpenFeature"),
            Map.entry("unleash-client-java", "Unleash"),
            Map.entry("flagsmith-java-client", "Flagsmith"),
            Map.entry("jmh-core", "JMH"),
            Map.entry("spring-boot", "Spring Boot"),
            Map.entry("spring-core", "Spring Framework"),
            Map.entry("lettuce-core", "Lettuce"),
            Map.entry("aspectjweaver", "AspectJ"),
            Map.entry("caffeine", "Caffeine"));

    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

    private Libraries() {}

    /** Returns texts such as "FF4J 2.0.0", in the order of their names. */
    static List<String> versions() {
        Map<String, String> versions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> JAR.matcher(new File(entry).getName()))
                .filter(Matcher::matches)
                .filter(jar -> NAMES.containsKey(jar.group(1)))
                .forEach(jar -> versions.put(NAMES.get(jar.group(1)), jar.group(2)));
        return versions.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }
}
