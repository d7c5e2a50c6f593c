package io.featureflags.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of routing start is compiled without a word. */
class RoutingShapesTests {

    private static final Path TESTS = Path.of("../feature-flags-autoconfigure/src/test/java");

    /** What the tests share. It is no dependency, since a release is built without tests. */
    private static final Path SHARED = Path.of("../feature-flags-autoconfigure/target/test-classes");

    private static final List<String> SHAPES = List.of(
            "BridgedMethodsTests",
            "ConcurrentCallsTests",
            "FeatureToggleRoutingTests",
            "LegacyBeanTests",
            "PrimaryToggledBeansTests",
            "PrototypeLegacyBeanTests",
            "RescueTests",
            "ToggledClassTests",
            "UserExpressionTests");

    @TempDir
    Path folder;

    @Test
    void shapesOfRoutingTestsAreValid() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String test : SHAPES) {
            String name = "io/featureflags/toggle/" + test + ".java";
            sources.put(name, Files.readString(TESTS.resolve(name)));
        }
        String classPath = System.getProperty("java.class.path") + File.pathSeparator + SHARED.toAbsolutePath();
        CompiledSource compiled = CompiledSource.checked(folder, sources, "-proc:only", "-classpath", classPath);
        assertThat(compiled.ours()).isEmpty();
        assertThat(SHAPES)
                .allSatisfy(test -> assertThat(compiled.text(FlagIndex.FILE))
                        .contains("\"class\": \"io.featureflags.toggle." + test + "$"));
    }
}
