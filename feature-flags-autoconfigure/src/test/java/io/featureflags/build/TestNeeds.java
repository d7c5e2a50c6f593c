package io.featureflags.build;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What test classes need to run, read from their class files: a class that reaches a process or an application context,
 * itself or by other test classes, needs more than the JVM.
 */
final class TestNeeds {

    private static final Pattern PROCESS_OR_CONTEXT =
            Pattern.compile("java\\.lang\\.ProcessBuilder|org\\.springframework\\.(?:boot\\.)?test\\.context\\..*"
                    + "|org\\.springframework\\..*(?:ApplicationContext|ContextRunner|SpringApplication(?:Builder)?)");

    private final Map<String, Set<String>> dependencies;

    private TestNeeds(Map<String, Set<String>> dependencies) {
        this.dependencies = dependencies;
    }

    /** Returns the needs of the classes in {@code target/test-classes}, which are read once. */
    static TestNeeds ofTestClasses() {
        return Holder.TEST_CLASSES;
    }

    boolean needMoreThanTheJvm(String testClass) {
        Deque<String> pending = new ArrayDeque<>(Set.of(outermost(testClass)));
        Set<String> seen = new HashSet<>(pending);
        while (!pending.isEmpty()) {
            for (String dependency : dependencies.getOrDefault(pending.pop(), Set.of())) {
                if (PROCESS_OR_CONTEXT.matcher(dependency).matches()) {
                    return true;
                }
                if (seen.add(dependency)) {
                    pending.push(dependency);
                }
            }
        }
        return false;
    }

    private static TestNeeds read(Path folder) {
        Map<String, Set<String>> dependencies = new HashMap<>();
        for (JavaClass each : new ClassFileImporter().importPath(folder)) {
            Set<String> ofClass = dependencies.computeIfAbsent(outermost(each.getName()), name -> new HashSet<>());
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                ofClass.add(outermost(
                        dependency.getTargetClass().getBaseComponentType().getName()));
            }
        }
        return new TestNeeds(dependencies);
    }

    private static String outermost(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static final class Holder {

        // Only the class files of the tests are read: what they depend on is known by its name.
        static final TestNeeds TEST_CLASSES = ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return read(Path.of("target/test-classes"));
        });
    }
}
