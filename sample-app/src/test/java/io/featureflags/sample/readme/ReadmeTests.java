package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** README must not say what is not so. */
class ReadmeTests {

    private static final int FIRST_SCREEN = 60;

    /** A row of a table that begins with a property and its default. */
    private static final Pattern PROPERTY_ROW =
            Pattern.compile("\\| `(feature-flags\\.[a-z.-]+)` \\| (?:`(.*)`)? *\\|.*");

    private static final Pattern LINK = Pattern.compile("]\\(#([^)]+)\\)");

    @TestFactory
    Stream<DynamicTest> everyBlockIsReal() throws IOException {
        return FencedBlock.in(readme()).stream()
                .map(block -> DynamicTest.dynamicTest(
                        "line " + block.lineNumber() + ": " + block.language(),
                        () -> assertThat(ReadmeChecker.isReal(block))
                                .as("is in a file of the project: %s", block)
                                .isTrue()));
    }

    @Test
    void everyLanguageIsShown() throws IOException {
        assertThat(FencedBlock.in(readme()))
                .extracting(FencedBlock::language)
                .contains("java", "json", "text", "yaml", "xml", "shell");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "json", "text", "yaml", "xml", "shell"})
    void aBlockThatDiffersInOneCharacterIsNotReal(String language) throws IOException {
        List<FencedBlock> blocks = FencedBlock.in(readme()).stream()
                .filter(block -> block.language().equals(language))
                .toList();
        assertThat(blocks).isNotEmpty();
        for (FencedBlock block : blocks) {
            for (int i = 0; i < block.lines().size(); i++) {
                List<String> lines = new ArrayList<>(block.lines());
                lines.set(i, lines.get(i) + "x");
                assertThat(ReadmeChecker.isReal(new FencedBlock(language, lines, 0)))
                        .as("%s", lines)
                        .isFalse();
            }
        }
    }

    @Test
    void aBlockOfAnotherLanguageOrOfNothingIsNotReal() throws IOException {
        assertThat(ReadmeChecker.isReal(new FencedBlock("", List.of("package io.featureflags.sample;"), 0)))
                .isFalse();
        assertThat(ReadmeChecker.isReal(new FencedBlock("python", List.of("pass"), 0)))
                .isFalse();
        assertThat(ReadmeChecker.isReal(new FencedBlock("java", List.of(), 0))).isFalse();
        assertThat(ReadmeChecker.isReal(new FencedBlock("shell", List.of(), 0))).isFalse();
        assertThatThrownBy(() -> FencedBlock.in(List.of("```java", "no end"))).hasMessageContaining("line 1");
    }

    @Test
    void indentationCountsAsFarAsItIsNotCommon() {
        FencedBlock block = new FencedBlock("java", List.of("if (on) {", "    run();", "}"), 0);
        assertThat(block.isIn(List.of("class A {", "    if (on) {", "        run();", "    }", "}")))
                .isTrue();
        assertThat(block.isIn(List.of("if (on) {", "run();", "}"))).isFalse();
    }

    @Test
    void theFirstScreenIsOneScreen() throws IOException {
        assertThat(readme().indexOf("## Values")).isBetween(1, FIRST_SCREEN);
    }

    @Test
    void everyLinkLeadsToAHeading() throws IOException {
        List<String> anchors = readme().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
        Matcher links = LINK.matcher(String.join("\n", readme()));
        assertThat(links.results().map(link -> link.group(1))).isNotEmpty().isSubsetOf(anchors);
    }

    @Test
    void theTableHasEveryPropertyOnceWithItsDefault() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : readme()) {
            Matcher row = PROPERTY_ROW.matcher(line);
            if (row.matches()) {
                String before = rows.put(row.group(1), row.group(2) == null ? "" : row.group(2));
                assertThat(before).as("a second row of %s", row.group(1)).isNull();
            }
        }
        assertThat(rows).isEqualTo(properties());
    }

    /** The properties of the library and their defaults, as its metadata has them for editors. */
    private static Map<String, String> properties() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        for (var url : Collections.list(
                ReadmeTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream metadata = url.openStream()) {
                List<LinkedHashMap<String, Object>> found =
                        JsonPath.parse(metadata).read("$.properties[?(@.name =~ /feature-flags\\..*/)]");
                found.forEach(property -> properties.put(
                        String.valueOf(property.get("name")),
                        String.valueOf(property.getOrDefault("defaultValue", ""))));
            }
        }
        assertThat(properties).isNotEmpty();
        return properties;
    }

    private static List<String> readme() throws IOException {
        return Files.readAllLines(ReadmeChecker.ROOT.resolve("README.md"));
    }
}
