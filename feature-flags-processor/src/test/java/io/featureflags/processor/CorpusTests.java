package io.featureflags.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

/**
 * One set of sources for both verdicts: the compiler reports an error exactly if the application would not start. What is
 * reported as a warning or a note, and what is valid, starts.
 */
class CorpusTests {

    @TempDir
    Path folder;

    static List<CorpusSource> corpus() {
        return CorpusSource.all();
    }

    @Test
    void corpusHasManySources() {
        assertThat(corpus()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(corpus()).filteredOn(CorpusSource::isValid).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void compilerReportsTheMistakeAtItsPlace(CorpusSource source) {
        CompiledSource compiled = CompiledSource.checked(folder, source.sources());
        if (source.isValid()) {
            assertThat(compiled.ours()).isEmpty();
            return;
        }
        assertThat(compiled.ours())
                .zipSatisfy(
                        source.places(),
                        (message, place) -> assertThat(message.pointsTo(place))
                                .as("%s points to %d", message, place)
                                .isTrue());
        assertThat(compiled.ours()).allSatisfy(message -> {
            assertThat(message.kind().name().toLowerCase(Locale.ROOT).replace("mandatory_", ""))
                    .isEqualTo(source.expected());
            assertThat(message.text()).contains(source.message());
        });
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void startHasTheSameVerdict(CorpusSource source) throws IOException {
        CompiledSource compiled = CompiledSource.unchecked(folder, source.sources());
        assertThat(compiled.messages()).isEmpty();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            new ApplicationContextRunner()
                    .withClassLoader(loader)
                    .withConfiguration(
                            AutoConfigurations.of(FeatureFlagsAutoConfiguration.class, AopAutoConfiguration.class))
                    .withPropertyValues(
                            "feature-flags.store=memory", "spring.aop.proxy-target-class=" + !source.needsJdkProxy())
                    .withUserConfiguration(beans(loader))
                    .run(context -> {
                        if (source.isError()) {
                            assertThat(context).hasFailed();
                            assertThat(context.getStartupFailure())
                                    .rootCause()
                                    .hasMessageContaining("@FeatureToggle")
                                    .hasMessageContaining("cannot work");
                        } else {
                            assertThat(context).hasNotFailed();
                        }
                    });
        }
    }

    private Class<?>[] beans(ClassLoader loader) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .sorted()
                    .map(name -> load(loader, name))
                    .filter(type -> AnnotatedElementUtils.hasAnnotation(type, Component.class))
                    .toArray(Class<?>[]::new);
        }
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
