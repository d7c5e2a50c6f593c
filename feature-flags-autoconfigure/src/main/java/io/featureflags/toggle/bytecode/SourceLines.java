package io.featureflags.toggle.bytecode;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.CodeReference;
import io.featureflags.value.FlagIndexReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Finds the lines of toggled methods in the indexes of the annotation processor. The class file is read if they do not have the
 * method, or if its class has changed since, as after a compilation without the processor.
 */
public final class SourceLines {

    private static final Log logger = LogFactory.getLog(SourceLines.class);

    private final @Nullable ClassLoader classLoader = ClassUtils.getDefaultClassLoader();

    /** Lines in the indexes by class, then by method and flag; zero if two entries differ. */
    private final Map<String, Map<String, Integer>> lines = new HashMap<>();

    private boolean read;

    /** Creates the finder for the class loader of this thread. The indexes are read when a line is first requested. */
    public SourceLines() {}

    /**
     * Returns the line of a method.
     *
     * @param type class of the bean
     * @param method the method, which a super-class may declare
     * @param described the method as the index describes it: {@code checkout(String)}
     * @param flag name of its flag
     * @return the line, from 1; zero if it is unknown
     */
    public synchronized int of(Class<?> type, Method method, String described, String flag) {
        if (!read) {
            read = true;
            readIndexes();
        }
        int line = lineInIndex(type, described, flag);
        if (line <= 0) {
            line = lineInIndex(method.getDeclaringClass(), described, flag);
        }
        return line > 0 ? line : SourceLine.of(method);
    }

    private int lineInIndex(Class<?> type, String method, String flag) {
        Map<String, Integer> linesOfType = lines.getOrDefault(type.getName(), Map.of());
        for (String key : linesOfType.keySet()) {
            if (ClassUtils.getMethodCountForName(type, key.split("\\(", 2)[0]) == 0) {
                return 0; // The class has changed.
            }
        }
        return linesOfType.getOrDefault(method + flag, 0);
    }

    private void readIndexes() {
        try {
            ClassLoader loader = classLoader == null ? ClassLoader.getSystemClassLoader() : classLoader;
            for (URL index : Collections.list(loader.getResources(FlagIndexReader.INDEX))) {
                read(index);
            }
        } catch (IOException ex) {
            logger.debug("Found no index of flags", ex);
        }
    }

    private void read(URL index) {
        try (InputStream content = index.openStream()) {
            String json = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            for (CodeReference entry : FlagIndexReader.read(json)) {
                Integer line = entry.line();
                lines.computeIfAbsent(entry.type(), type -> new HashMap<>())
                        .merge(
                                entry.method() + entry.flag(),
                                line == null ? 0 : line,
                                (one, other) -> one.equals(other) ? one : 0);
            }
        } catch (IOException | InvalidFlagValueException ex) {
            logger.warn("The index of flags " + index + " is not used: " + ex.getMessage()
                    + ". The lines of its methods are read from their class files. Compile them with the"
                    + " feature-flags-processor of the same version as the starter.");
        }
    }
}
