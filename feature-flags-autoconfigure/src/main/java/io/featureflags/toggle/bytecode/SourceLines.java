package io.featureflags.toggle.bytecode;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.value.IndexedToggle;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.UrlResource;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds the lines of toggled methods in the indexes that the annotation processor has written. The class file is read if they
 * do not have the method, or if they are older than its class, as after a compilation without the processor.
 */
public final class SourceLines {

    private static final Log logger = LogFactory.getLog(SourceLines.class);

    /** Methods by the name of their class, read from the indexes when a line is first requested. */
    private final SingletonSupplier<Map<String, List<IndexedToggle>>> indexed;

    /**
     * Creates the finder; it reads nothing yet.
     *
     * @param classLoader class loader of the application; null for that of the JVM
     */
    public SourceLines(@Nullable ClassLoader classLoader) {
        this.indexed = SingletonSupplier.of(() -> read(classLoader));
    }

    /**
     * Returns the line of a method.
     *
     * @param method the method
     * @param described the method as the index describes it: {@code checkout(String)}
     * @param flag name of its flag
     * @return the line, from 1; zero if it is unknown
     */
    public int of(Method method, String described, String flag) {
        Class<?> type = method.getDeclaringClass();
        List<IndexedToggle> ofType = indexed.obtain().getOrDefault(type.getName(), List.of());
        List<IndexedToggle> found = ofType.stream()
                .filter(toggle -> toggle.method().equals(described))
                .toList();
        return found.size() == 1
                        && found.get(0).line() > 0
                        && found.get(0).flag().equals(flag)
                        && isCurrent(ofType, type)
                ? found.get(0).line()
                : SourceLine.of(method);
    }

    /** Returns whether the class still has all of its methods in the index. */
    private static boolean isCurrent(List<IndexedToggle> toggles, Class<?> type) {
        List<String> declared =
                Arrays.stream(type.getDeclaredMethods()).map(Method::getName).toList();
        return toggles.stream()
                .allMatch(toggle -> declared.contains(toggle.method().replaceFirst("\\(.*", "")));
    }

    private static Map<String, List<IndexedToggle>> read(@Nullable ClassLoader classLoader) {
        Map<String, List<IndexedToggle>> byType = new HashMap<>();
        try {
            ClassLoader loader = classLoader == null ? ClassLoader.getSystemClassLoader() : classLoader;
            for (URL file : Collections.list(loader.getResources(IndexedToggle.INDEX))) {
                // The first file on the class path counts, as for the class.
                read(file).forEach(byType::putIfAbsent);
            }
        } catch (IOException ex) {
            warn(IndexedToggle.INDEX, ex);
        }
        return byType;
    }

    private static Map<String, List<IndexedToggle>> read(URL file) {
        try (InputStream content = new UrlResource(file).getInputStream()) {
            return IndexedToggle.listOf(new String(content.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .collect(Collectors.groupingBy(IndexedToggle::type));
        } catch (IOException | InvalidFlagValueException ex) {
            warn(file, ex);
            return Map.of();
        }
    }

    private static void warn(Object file, Exception problem) {
        logger.warn("The index of flags " + file + " is not used: " + problem.getMessage()
                + ". The lines of its methods are read from their class files. Compile them with the"
                + " feature-flags-processor of the same version as the starter.");
    }
}
