package io.featureflags.benchmarks.kit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Generates and compiles test classes. Their annotations of the kit have no effect if it is not on the class path, so that the
 * same classes run with it and without it.
 */
final class KitTestSources {

    /** The test methods of a class. */
    static final int METHODS = 50;

    private KitTestSources() {}

    /** Returns the name of a class whose tests share a context. */
    static String sharing(int number) {
        return "Sharing" + number + "Tests";
    }

    /** Returns the name of a class with a context of its own. */
    static String alone(int number) {
        return "Alone" + number + "Tests";
    }

    /**
     * Compiles all classes.
     *
     * @param sharing the number of classes that share a context
     * @param alone the number of classes with a context for each
     * @param folder the target
     */
    static void compile(int sharing, int alone, Path folder) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (int number = 0; number < sharing; number++) {
            sources.add(new Source(sharing(number), source(sharing(number), "", METHODS)));
        }
        for (int number = 0; number < alone; number++) {
            String properties = ", properties = \"context=" + number + "\"";
            sources.add(new Source(alone(number), source(alone(number), properties, 1)));
        }
        StringWriter messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-cp", System.getProperty("java.class.path"), "-d", folder.toString(), "-proc:none", "-implicit:none");
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            if (!compiler.getTask(messages, files, null, options, null, sources).call()) {
                throw new IllegalStateException("The tests do not compile: " + messages);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String source(String name, String properties, int methods) {
        StringBuilder source = new StringBuilder("""
                import io.featureflags.benchmarks.kit.KitShop;
                import io.featureflags.test.WithFeature;
                import io.featureflags.test.WithoutFeature;
                import org.junit.jupiter.api.Assertions;
                import org.junit.jupiter.api.Test;
                import org.springframework.beans.factory.annotation.Autowired;
                import org.springframework.boot.test.context.SpringBootTest;

                @SpringBootTest(classes = KitShop.class%s)
                class %s {
                    @Autowired KitShop.Till till;
                    private void check(boolean on) {
                        boolean answer = till.isNew();
                        if (Boolean.getBoolean("kit")) Assertions.assertEquals(on, answer);
                    }
                """.formatted(properties, name));
        for (int method = 0; method < methods; method++) {
            boolean on = method % 2 == 0;
            source.append("    @Test %s(\"new_till\") void test%d() { check(%s); }%n"
                    .formatted(on ? "@WithFeature" : "@WithoutFeature", method, on));
        }
        return source.append("}\n").toString();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
