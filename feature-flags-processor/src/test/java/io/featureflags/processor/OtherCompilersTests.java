package io.featureflags.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.processor.CompiledSource.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.SourceVersion;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Eclipse's compiler, and how compilers and build tools find the processors. */
class OtherCompilersTests {

    @TempDir
    Path folder;

    static List<CorpusSource> corpus() {
        return CorpusSource.all();
    }

    /** It has no syntax trees, and so no warnings of calls by the same class. */
    @ParameterizedTest
    @MethodSource("corpus")
    void eclipseHasTheSameVerdict(CorpusSource source) {
        List<Message> messages = eclipse(source.sources()).messages().stream()
                .filter(message -> message.text().contains("@FeatureToggle on")
                        || message.text().contains("flag ")
                        || message.text().contains("routed"))
                .toList();
        if (source.isValid() || source.name().startsWith("self-call")) {
            assertThat(messages).isEmpty();
        } else {
            assertThat(messages).hasSameSizeAs(source.places()).allSatisfy(message -> {
                assertThat(message.text()).contains(source.message());
                if (!source.expected().equals("note")) {
                    assertThat(message.kind().name().toLowerCase(Locale.ROOT)).contains(source.expected());
                }
            });
        }
    }

    @Test
    void eclipseWritesTheIndexWithoutLines() {
        CompiledSource compiled = eclipse(Map.of("Shop.java", """
                import io.featureflags.FeatureToggle;

                class Shop {

                    @FeatureToggle(value = "new_checkout", fallback = "old")
                    void checkout(String user, int[] counts) {}

                    void old(String user, int[] counts) {}
                }
                """));
        assertThat(compiled.text(FlagIndex.FILE)).isEqualTo("""
                {"flags": [
                  {"flag": "new_checkout", "class": "Shop", "method": "checkout(String, int[])", \
                "fallback": "old(String, int[])", "enabledByDefault": false}
                ]}
                """);
    }

    @Test
    void processorsAreRegistered() throws IOException {
        assertThat(lines("META-INF/services/javax.annotation.processing.Processor"))
                .containsExactly(FeatureToggleProcessor.class.getName(), FlagIndexProcessor.class.getName());
        assertThat(lines("META-INF/gradle/incremental.annotation.processors"))
                .containsExactly(
                        FeatureToggleProcessor.class.getName() + ",isolating",
                        FlagIndexProcessor.class.getName() + ",aggregating");
    }

    @Test
    void everySourceVersionIsSupported() {
        CompiledSource.processors()
                .forEach(processor ->
                        assertThat(processor.getSupportedSourceVersion()).isEqualTo(SourceVersion.latest()));
        for (int version = 17; version <= Runtime.version().feature(); version++) {
            assertThat(CompiledSource.checked(
                                    folder,
                                    Map.of("Shop.java", "class Shop {}"),
                                    "--release",
                                    "" + version,
                                    "-Xlint:all",
                                    "-Werror")
                            .messages())
                    .isEmpty();
        }
    }

    private CompiledSource eclipse(Map<String, String> sources) {
        return CompiledSource.by(
                new EclipseCompiler(), CompiledSource.processors(), folder, sources, "--release", "17");
    }

    private static List<String> lines(String resource) throws IOException {
        return Files.readAllLines(Path.of("src/main/resources").resolve(resource));
    }
}
