package io.featureflags.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The files of the page. They are read once, so that no request reaches another file. */
final class ConsoleFiles {

    static final String INDEX = "index.html";

    private static final String FOLDER = "classpath:/io/featureflags/console/page/*";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml");

    private final Map<String, ConsoleFile> files = new HashMap<>();

    /**
     * A file of the page.
     *
     * @param content the bytes
     * @param type type of the content
     * @param tag entity tag, in quotes
     */
    record ConsoleFile(Object content, String type, String tag) {}

    ConsoleFiles(ClassLoader loader) {
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver(loader).getResources(FOLDER)) {
                String name = String.valueOf(resource.getFilename());
                String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
                if (type != null) {
                    byte[] content = resource.getContentAsByteArray();
                    files.put(name, new ConsoleFile(content, type, tag(content)));
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException("The files of the console cannot be read", ex);
        }
    }

    @Nullable
    ConsoleFile find(String name) {
        return files.get(name);
    }

    /** Returns the entity tag of a content. */
    static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
