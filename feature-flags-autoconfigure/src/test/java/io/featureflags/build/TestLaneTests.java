package io.featureflags.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The full build runs every test, and the fast lane those of them that need only the JVM. */
class TestLaneTests {

    private static final Pattern TEST = Pattern.compile(
            "(?m)^\\s*@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|ArchTest|Property|Example)\\b");

    private static final Pattern INHERITED =
            Pattern.compile("(?m)^(?:public )?(?:abstract class|(?:sealed |non-sealed )?interface) ");

    /** The tags that an execution of Surefire excludes, with the names of the files that another execution includes. */
    private static final Map<String, String> FILES_OF_TAGS = Map.of(
            "jedis", "Jedis.*Tests\\.java",
            "kit", "Kit.*Tests\\.java",
            "lettuce-extras", ".*Tests\\.java",
            "load-time", ".*Tests\\.java",
            "optimized", ".*Tests\\.java",
            "waiting", ".*Tests\\.java");

    @Test
    void everyTestHasANameThatIsRun() {
        assertThat(filesWithTests()).hasSizeGreaterThan(150);
        assertThat(filesWithTests()
                        .filter(file ->
                                !INHERITED.matcher(Repository.text(file)).find())
                        .filter(file -> !file.getFileName().toString().matches(".*(?:Tests|IT)\\.java")))
                .as("Files with tests that neither Surefire nor Failsafe runs")
                .isEmpty();
    }

    @Test
    void integrationTestsAreWhereFailsafeRuns() {
        assertThat(Repository.modules())
                .filteredOn(module ->
                        !Repository.files(module + "/src/test/java", "IT.java").isEmpty())
                .isNotEmpty()
                .allSatisfy(module -> assertThat(Repository.pom(module)).contains("<artifactId>maven-failsafe-plugin"));
    }

    @Test
    void everyExcludedTagIsRunByAnotherExecution() {
        assertThat(Repository.modules().stream()
                        .flatMap(module -> Repository.all(Repository.pom(module), "<excludedGroups>(.*)<").stream())
                        .flatMap(tags -> Stream.of(tags.split(","))))
                .containsExactlyInAnyOrderElementsOf(FILES_OF_TAGS.keySet());
        assertThat(filesWithTests()
                        .filter(file -> Repository.all(Repository.text(file), "@Tag\\(\"(.*?)\"\\)").stream()
                                .anyMatch(tag -> FILES_OF_TAGS.containsKey(tag)
                                        && !file.getFileName()
                                                .toString()
                                                .matches(FILES_OF_TAGS.getOrDefault(tag, "")))))
                .as("Files that the execution for their tag does not include")
                .isEmpty();
    }

    @Test
    void fastLaneHasTheTestsThatNeedOnlyTheJvm() {
        TestNeeds needs = TestNeeds.ofTestClasses();
        List<String> tests = Repository.files("feature-flags-autoconfigure/target/test-classes", "Tests.class").stream()
                .map(TestLaneTests::className)
                .toList();
        assertThat(tests.stream().filter(needs::needMoreThanTheJvm))
                .hasSizeGreaterThan(60)
                .contains(
                        "io.featureflags.autoconfigure.FeatureFlagsAutoConfigurationTests",
                        "io.featureflags.redis.chaos.ChaosTests");
        assertThat(tests.stream().filter(test -> !needs.needMoreThanTheJvm(test)))
                .hasSizeGreaterThan(40)
                .contains(TestLaneTests.class.getName(), "io.featureflags.cache.FlagCacheTests");
    }

    private static String className(Path file) {
        return Repository.file("feature-flags-autoconfigure/target/test-classes")
                .relativize(file)
                .toString()
                .replace(".class", "")
                .replace('/', '.');
    }

    private static Stream<Path> filesWithTests() {
        return Repository.modules().stream()
                .flatMap(module -> Repository.files(module + "/src/test/java", ".java").stream())
                .filter(file -> TEST.matcher(Repository.text(file)).find());
    }
}
