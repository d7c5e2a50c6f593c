package io.featureflags.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexFileTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
    void indexIsInUtf8WithAnySourceEncoding(String encoding) throws IOException {
        String source = "class Shop { @io.featureflags.FeatureToggle(\"new_pay\") void zahle\\u00fc() {} }";
        CompiledSource.checked(folder, Map.of("Shop.java", source), "-encoding", encoding);
        assertThat(Files.readAllBytes(folder.resolve(FlagIndex.FILE))).isEqualTo("""
                        {"flags": [
                          {"flag": "new_pay", "class": "Shop", "method": "zahle\u00fc()", "line": 1, "enabledByDefault": false}
                        ]}
                        """.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void compilationOfOneClassKeepsTheEntriesOfTheOthers() {
        String both = compile("A", "B").text(FlagIndex.FILE);
        assertThat(compile("B").text(FlagIndex.FILE)).isEqualTo(both).contains("A$Part", "B$Part");
        assertThat(compile("A").text(FlagIndex.FILE)).isEqualTo(both);
    }

    @Test
    void entriesOfAClassPathAreKept() {
        String both = compile("A", "B").text(FlagIndex.FILE);
        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        CompiledSource again = CompiledSource.checked(folder, Map.of("B.java", toggled("B")), "-classpath", classPath);
        assertThat(again.text(FlagIndex.FILE)).isEqualTo(both);
    }

    @Test
    void entriesOfRemovedTypesAndTogglesAreDropped() throws IOException {
        compile("A", "B");
        Files.delete(folder.resolve("A$Part.class"));
        Files.delete(folder.resolve("A.class"));
        assertThat(compile("B").text(FlagIndex.FILE)).contains("B$Part").doesNotContain("A$Part");
        CompiledSource last = CompiledSource.checked(folder, Map.of("B.java", "class B {}"));
        assertThat(last.text(FlagIndex.FILE)).isEqualTo("{\"flags\": [\n]}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"flags\": [\n  {},\n]}\n", "{\"version\": 2, \"flags\": []}"})
    void anUnreadableIndexIsReplaced(String present) throws IOException {
        Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(folder.resolve(FlagIndex.FILE), present);
        CompiledSource compiled = compile("A");
        assertThat(compiled.ours()).isEmpty();
        assertThat(compiled.text(FlagIndex.FILE).lines())
                .hasSize(3)
                .element(1)
                .asString()
                .contains("A$Part");
    }

    private CompiledSource compile(String... names) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String name : names) {
            sources.put(name + ".java", toggled(name));
        }
        return CompiledSource.checked(folder, sources);
    }

    private static String toggled(String name) {
        return """
            import io.featureflags.FeatureToggle;

            public class %s {

                static class Part {

                    @FeatureToggle("new_%s")
                    void pay() {}
                }
            }
            """.formatted(name, name);
    }
}
