package io.featureflags.toggle.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The lines of an index, which no real line of this file reaches, and those of class files. */
@ExtendWith(OutputCaptureExtension.class)
class SourceLinesTests {

    private static final String CHECKOUT =
            "{'flag': 'flow', 'class': '%s', 'method': 'checkout(String)', 'line': 7001}";

    private static final String SHIP = "{'flag': 'flow', 'class': '%s', 'method': 'ship()', 'line': 7002}";

    @TempDir
    private Path folder;

    private final List<URL> folders = new ArrayList<>();

    static class Shop {

        String checkout(String user) {
            return user;
        }

        String ship() {
            return "";
        }
    }

    static class Branch extends Shop {}

    @Test
    void linesOfTheIndexAreUsed() {
        index(entries(CHECKOUT, SHIP));
        assertThat(lineOf("checkout", String.class)).isEqualTo(7001);
        assertThat(lineOf("ship")).isEqualTo(7002);
    }

    @Test
    void aMethodThatTheIndexLacksHasTheLineOfItsClassFile() {
        index(entries(CHECKOUT));
        assertThat(lineOf("ship")).isBetween(1, 7000);
        assertThat(lineOf("checkout", String.class)).isEqualTo(7001);
    }

    @Test
    void withoutAnIndexTheClassFileIsRead() {
        assertThat(lineOf("ship")).isBetween(1, 7000);
        assertThat(lines().of(Shop.class, method("ship"), "ship()", "flow")).isBetween(1, 7000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'flag': 'other', 'class': '%s', 'method': 'ship()', 'line': 7002}",
                "{'flag': 'flow', 'class': '%s', 'method': 'ship(int)', 'line': 7002}",
                "{'flag': 'flow', 'class': '%s', 'method': 'ship()'}",
                "{'flag': 'flow', 'class': '%s', 'method': 'ship()', 'line': null, 'expires': ''}",
                "{'flag': 'flow', 'class': '%s', 'method': 'ship()', 'line': 0}",
                // Two types of parameters with one simple name.
                "{'flag': 'flow', 'class': '%1$s', 'method': 'ship()', 'line': 7002},"
                        + " {'flag': 'flow', 'class': '%1$s', 'method': 'ship()', 'line': 7003}",
                // An older class, which had another method.
                "{'flag': 'flow', 'class': '%1$s', 'method': 'ship()', 'line': 7002},"
                        + " {'flag': 'flow', 'class': '%1$s', 'method': 'refund()', 'line': 7003}"
            })
    void anIndexOfAnotherClassIsNotUsed(String entries, CapturedOutput output) {
        index(entries(entries));
        assertThat(lineOf("ship")).isBetween(1, 7000);
        assertThat(output).doesNotContain("index of flags");
    }

    @Test
    void allIndexesOnTheClassPathAreRead() {
        index(entries(CHECKOUT, SHIP));
        index(entries(CHECKOUT, SHIP.replace("7002", "7003"), SHIP.replace("%s", "com.example.Other")));
        assertThat(lineOf("checkout", String.class)).isEqualTo(7001);
        assertThat(lineOf("ship")).isBetween(1, 7000); // The indexes differ: one of them is not that of the class.
    }

    @Test
    void anInheritedMethodIsFoundByEitherClass() {
        index(entries(CHECKOUT, SHIP.replace("%s", Branch.class.getName())));
        assertThat(lines().of(Branch.class, method("checkout", String.class), "checkout(String)", "flow"))
                .isEqualTo(7001);
        assertThat(lines().of(Branch.class, method("ship"), "ship()", "flow")).isEqualTo(7002);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"flags": [ | the JSON ends too early, at character 12
                    {"flags": {}} | field 'flags' must be a list of objects
                    {"toggles": []} | field 'flags' is missing, or the index is of a later version
                    {"flags": [{"flag": "flow"}]} | field 'class' of entry 1 must be a text
                    {"version": 2, "flags": []} | field 'flags' is missing, or the index is of a later version
                    """)
    void aFileThatIsNotUnderstoodIsLoggedOnce(String index, String reason, CapturedOutput output) {
        index(index);
        index(entries(CHECKOUT));
        SourceLines lines = lines();
        assertThat(lines.of(Shop.class, method("ship"), "ship()", "flow")).isBetween(1, 7000);
        assertThat(lines.of(Shop.class, method("checkout", String.class), "checkout(String)", "flow"))
                .isEqualTo(7001);
        assertThat(output)
                .containsOnlyOnce("The index of flags " + folders.get(0) + "META-INF/feature-flags.json is not used: "
                        + reason + ". The lines of its methods are read from their class files. Compile them with the"
                        + " feature-flags-processor of the same version as the starter.");
    }

    @Test
    void classWithoutClassFileHasNoLines() throws NoSuchMethodException {
        Class<?> proxy = Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Runnable.class}, (self, method, arguments) -> null)
                .getClass();
        assertThat(lines().of(proxy, proxy.getMethod("run"), "run()", "flow")).isZero();
        assertThat(lines().of(Runnable.class, Runnable.class.getMethod("run"), "run()", "flow"))
                .isZero();
    }

    private int lineOf(String method, Class<?>... parameters) {
        return lines().of(
                        Shop.class,
                        method(method, parameters),
                        method + (parameters.length == 0 ? "()" : "(String)"),
                        "flow");
    }

    private SourceLines lines() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new URLClassLoader(folders.toArray(URL[]::new), before));
        try {
            return new SourceLines();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Method method(String name, Class<?>... parameters) {
        try {
            return Shop.class.getDeclaredMethod(name, parameters);
        } catch (NoSuchMethodException ex) {
            throw new AssertionError(ex);
        }
    }

    private static String entries(String... entries) {
        return "{'flags': [%s]}"
                .formatted(String.join(", ", entries).replace("%1$s", "%s"))
                .replace("%s", Shop.class.getName())
                .replace('\'', '"');
    }

    /** Adds a folder with an index to the end of the class path. */
    private void index(String content) {
        try {
            Path root = folder.resolve(String.valueOf(folders.size()));
            Files.createDirectories(root.resolve("META-INF"));
            Files.writeString(root.resolve("META-INF/feature-flags.json"), content);
            folders.add(root.toUri().toURL());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
