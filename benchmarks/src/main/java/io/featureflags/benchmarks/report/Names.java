package io.featureflags.benchmarks.report;

import io.featureflags.benchmarks.jmh.Workload;
import java.util.Locale;

/** The names of contenders, from the names of their classes. */
final class Names {

    private Names() {}

    /** Returns for example "Togglz cached" for OnOffTogglzCached.isActive. */
    static String contender(Workload workload, String benchmark) {
        String name = Workload.classOf(benchmark).substring(workload.prefix().length());
        return name.isEmpty() ? "Ours" : words(name);
    }

    /** Returns for example "Togglz cached, isActive". */
    static String benchmark(Workload workload, String benchmark) {
        return contender(workload, benchmark) + ", " + Workload.methodOf(benchmark);
    }

    private static String words(String name) {
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        String spelt = words.replace("launch darkly", "LaunchDarkly")
                .replace("open feature", "OpenFeature")
                .replace("ff4j", "FF4J")
                .replace("togglz", "Togglz")
                .replace("flagsmith", "Flagsmith")
                .replace("unleash", "Unleash")
                .replace("python", "Python")
                .replace("redis", "Redis")
                .replace("cglib", "CGLIB")
                .replace("jdk", "JDK");
        return spelt.substring(0, 1).toUpperCase(Locale.ROOT) + spelt.substring(1);
    }
}
