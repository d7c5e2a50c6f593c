package io.featureflags.processor.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlagCommandTests {

    private static final String INDEX = """
            {"flags": [
              {"flag": "checkout", "class": "com.example.Shop", "method": "pay(String)", "line": 31, "expires": "2026-12-31"},
              {"flag": "checkout", "class": "com.example.Till", "method": "pay()", "line": 12, "expires": "2026-12-31"},
              {"flag": "layout", "class": "com.example.Page", "method": "show()", "expires": "2026-10-01"},
              {"flag": "search", "class": "com.example.Page", "method": "find(String)", "line": 40}
            ]}
            """;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path classes;

    @BeforeEach
    void compile() throws IOException {
        classes = folder.resolve("classes");
        write(classes, INDEX);
    }

    @Test
    void expiredMethodsAreListedFromTheOldestDate() {
        assertThat(run("2027-01-01T00:00:00Z", "expired", classes.toString())).isEqualTo(1);
        assertThat(text(output)).isEqualTo("""
                layout is 92 days past its kill date 2026-10-01: com.example.Page.show()
                checkout is 1 day past its kill date 2026-12-31: com.example.Shop.pay(String), line 31
                checkout is 1 day past its kill date 2026-12-31: com.example.Till.pay(), line 12
                """);
        assertThat(text(errors)).isEmpty();
    }

    /** An abstract class and its sub-classes have an entry each. */
    @Test
    void anInheritedAnnotationIsListedOnce() throws IOException {
        write(classes, """
                {"flags": [
                  {"flag": "checkout", "class": "com.example.Admin", "method": "pay()", "line": 9, "expires": "2026-12-31", \
                "declaration": "com.example.Shop.pay()"},
                  {"flag": "checkout", "class": "com.example.Shop", "method": "pay()", "line": 5, "expires": "2026-12-31"},
                  {"flag": "checkout", "class": "com.example.Till", "method": "pay()", "line": 5, "expires": "2026-12-31", \
                "declaration": "com.example.Shop.pay()"}
                ]}
                """);
        assertThat(run("2027-01-01T00:00:00Z", "expired", classes.toString())).isEqualTo(1);
        assertThat(text(output))
                .isEqualTo("checkout is 1 day past its kill date 2026-12-31: com.example.Shop.pay(), line 5\n");
    }

    @Test
    void aFlagIsNotExpiredOnItsKillDate() {
        assertThat(run("2026-12-31T23:59:59Z", "expired", classes.toString())).isEqualTo(1);
        assertThat(text(output).lines()).singleElement().asString().startsWith("layout ");
        output.reset();
        assertThat(run("2026-10-01T12:00:00Z", "expired", classes.toString())).isZero();
        assertThat(text(output)).isEqualTo("No flag is past its kill date. Toggled methods: 4\n");
    }

    @Test
    void theDayIsThatOfUtc() {
        assertThat(run("2026-10-02T01:00:00+02:00", "expired", classes.toString()))
                .isZero();
    }

    @Test
    void jarsAreReadWithTheJarsInThem() throws IOException {
        Path module = jar("module.jar", "META-INF/feature-flags.json", INDEX.getBytes(StandardCharsets.UTF_8));
        Path application = jar("application.jar", "BOOT-INF/lib/module.jar", Files.readAllBytes(module));
        Path shop =
                jar("shop.jar", "BOOT-INF/classes/META-INF/feature-flags.json", INDEX.getBytes(StandardCharsets.UTF_8));
        for (Path jar : new Path[] {module, application, shop}) {
            output.reset();
            assertThat(run("2026-11-01T00:00:00Z", "expired", jar.toString())).isEqualTo(1);
            assertThat(text(output).lines()).singleElement().asString().startsWith("layout ");
        }
        output.reset();
        // What is in two places is one method.
        assertThat(run("2026-11-01T00:00:00Z", "expired", module.toString(), shop.toString()))
                .isEqualTo(1);
        assertThat(text(output).lines()).hasSize(1);
    }

    @Test
    void oneOfSeveralPlacesMayHaveNoToggles() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        assertThat(run("2026-09-01T00:00:00Z", "expired", plain.toString(), classes.toString()))
                .isZero();
        assertThat(text(errors))
                .isEqualTo("There is no META-INF/feature-flags.json in " + plain
                        + ". Compile with the annotation processor feature-flags-processor. Leave out what has no"
                        + " @FeatureToggle.\n");
    }

    @Test
    void withoutAnyIndexNothingIsChecked() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Path jar = jar("plain.jar", "com/example/Plain.class", new byte[0]);
        assertNotChecked(
                "There is no META-INF/feature-flags.json in " + plain + ", " + jar
                        + ". Compile with the annotation processor feature-flags-processor. Leave out what has no"
                        + " @FeatureToggle.",
                "expired",
                plain.toString(),
                jar.toString());
    }

    @Test
    void wrongUseIsNamedWithTheWayOut() throws IOException {
        String usage = ". Usage: java -jar feature-flags-processor.jar expired <directory or jar>..., such as expired"
                + " target/classes";
        assertNotChecked("The command is missing" + usage);
        assertNotChecked("'expire' is no command" + usage, "expire", classes.toString());
        assertNotChecked("The directories and jars to check are missing" + usage, "expired");
        assertNotChecked("'a\0b' is no path: Nul character not allowed" + usage, "expired", "a\0b");
        assertNotChecked(
                "'target/none' does not exist. Compile the application first, or correct the path.",
                "expired",
                "target/none");
        Path text = Files.writeString(folder.resolve("text.jar"), "text");
        assertNotChecked(
                "'" + text + "' cannot be read: zip END header not found. Name a directory of classes, such as"
                        + " target/classes, or a jar.",
                "expired",
                text.toString());
        write(classes, "{\"flags\": [{}]}");
        assertNotChecked(
                "'" + classes.resolve("META-INF/feature-flags.json")
                        + "' is not understood: field 'flag' of entry 1 must be a text. Compile again with the"
                        + " feature-flags-processor of this version.",
                "expired",
                classes.toString());
    }

    private void assertNotChecked(String problem, String... arguments) {
        errors.reset();
        assertThat(run("2027-01-01T00:00:00Z", arguments)).isEqualTo(2);
        assertThat(text(errors)).isEqualTo(problem + "\n");
        assertThat(text(output)).isEmpty();
    }

    private int run(String now, String... arguments) {
        Clock clock = Clock.fixed(OffsetDateTime.parse(now).toInstant(), ZoneOffset.ofHours(12));
        return new FlagCommand(clock, print(output), print(errors)).run(arguments);
    }

    private static PrintStream print(ByteArrayOutputStream target) {
        return new PrintStream(target, false, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream target) {
        return target.toString(StandardCharsets.UTF_8);
    }

    private static void write(Path classes, String index) throws IOException {
        Files.createDirectories(classes.resolve("META-INF"));
        Files.writeString(classes.resolve("META-INF/feature-flags.json"), index);
    }

    private Path jar(String name, String entry, byte[] content) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(jar))) {
            entries.putNextEntry(new ZipEntry(entry));
            entries.write(content);
        }
        return jar;
    }
}
