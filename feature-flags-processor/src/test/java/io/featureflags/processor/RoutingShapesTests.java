package io.featureflags.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tests of routing start is compiled without a word. */
class RoutingShapesTests {

    private static final Path TESTS = Path.of("../feature-flags-autoconfigure/src/test/java");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BranchAdviceTests",
                "BridgedMethodsTests",
                "ConcurrentCallsTests",
                "FeatureToggleRoutingTests",
                "LegacyBeanTests",
                "PrimaryToggledBeansTests",
                "PrototypeLegacyBeanTests",
                "RescueTests",
                "ToggledClassTests",
                "UserExpressionTests"
            })
    void shapesOfRoutingTestsAreValid(String test) throws IOException {
        String name = "io/featureflags/toggle/" + test + ".java";
        CompiledSource compiled =
                CompiledSource.checked(folder, Map.of(name, Files.readString(TESTS.resolve(name))), "-proc:only");
        assertThat(compiled.ours()).isEmpty();
        assertThat(compiled.text(FlagIndex.FILE)).contains("\"class\": \"io.featureflags.toggle." + test + "$");
    }
}
