package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.io.support.SpringFactoriesLoader;

class OptionalLibraryHintsTests {

    private static final Pattern LOOKED_FOR = Pattern.compile("ClassUtils\\.isPresent\\(\\s*\"([^\"]+)\"");

    private static final Pattern CALL = Pattern.compile("ClassUtils\\.isPresent\\(");

    @Test
    @DisplayName("R51: each class that code looks for by name is known to a native image")
    void hasEveryClassThatIsLookedUp() throws IOException {
        assertThat(lookedFor()).isNotEmpty().hasSameElementsAs(OptionalLibraryHints.CLASSES);
    }

    @Test
    void isFoundByProcessingAheadOfTime() {
        assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                        .load(RuntimeHintsRegistrar.class))
                .hasAtLeastOneElementOfType(OptionalLibraryHints.class);
    }

    @Test
    void skipsAbsentLibraries() {
        String lettuce = "io.lettuce.core.RedisClient";
        assertThat(hints(getClass().getClassLoader()))
                .matches(RuntimeHintsPredicates.reflection().onType(TypeReference.of(lettuce)));
        assertThat(hints(new FilteredClassLoader("io.lettuce")))
                .matches(RuntimeHintsPredicates.reflection()
                        .onType(TypeReference.of(lettuce))
                        .negate());
    }

    private static RuntimeHints hints(ClassLoader classLoader) {
        RuntimeHints hints = new RuntimeHints();
        new OptionalLibraryHints().registerHints(hints, classLoader);
        return hints;
    }

    private static List<String> lookedFor() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder code = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(file));
            }
            // A name in a constant would not be found here.
            assertThat(LOOKED_FOR.matcher(code).results())
                    .hasSameSizeAs(CALL.matcher(code).results().toList());
            return LOOKED_FOR
                    .matcher(code)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        }
    }
}
