package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of size and of names, read from the sources. */
class StructureTests {

    private static final int MAIN_LINES = 250;

    private static final int TEST_LINES = 400;

    private static final int PACKAGE_TYPES = 50;

    private static final int TEST_NAME = 60;

    private static final int README_LINES = 150;

    private static final int ARCHITECTURE_LINES = 80;

    /** The beginning of a parameterized functional interface of the JDK. */
    private static final Pattern FUNCTION =
            Pattern.compile("\\b(?:\\w*(?:Function|Supplier|Consumer|Predicate|Operator)|Callable)<");

    private static final Pattern ANY_FUNCTION =
            Pattern.compile("\\b(?:\\w*(?:Function|Supplier|Consumer|Predicate|Operator)|Callable|Runnable)\\b");

    private static final Pattern TEST_METHOD = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|Property|TestFactory)\\b[^;{}]*?\\bvoid (\\w+)\\(");

    private static final Pattern CLASS_OF_STORE =
            Pattern.compile("instanceof (?:FlagStore|FlagLedger|RedisFlagStore|MemoryStore|NoStore)\\b");

    private static final Pattern CLASS_NAME = Pattern.compile("`(?:[a-z]+\\.)*([A-Z][a-z]+[A-Z]\\w*)[`.]");

    /** What an application writes, calls, receives or catches. */
    private static final String ROOT_TYPES = "AuditEntry AuditLine BoundContext ChangeSource ErrorCode Evaluation"
            + " EvaluationContext EvaluationContextProvider ExplainedStep Explanation FeatureDisabledException"
            + " FeatureFlagAdmin FeatureFlagChangedEvent FeatureFlags FeatureToggle FeatureVariant Flag FlagConflictException"
            + " FlagDocuments FlagImport FlagName FlagState FlagStoreException FlagValueEditor FlagWrite"
            + " InvalidFlagImportException InvalidFlagValueException LiveValue Otherwise Preview Reason"
            + " ShadowComparator Source StepOutcome ValueEvaluation ValueType";

    @Test
    void mainFilesAreShort() {
        assertShort(SourceFiles.java(SourceFiles.ALL, "main"), MAIN_LINES);
    }

    @Test
    void testFilesAreShort() {
        assertShort(SourceFiles.java(SourceFiles.ALL, "test"), TEST_LINES);
    }

    @Test
    void entryPagesAreShort() {
        assertShort(List.of(SourceFiles.ROOT.resolve("README.md")), README_LINES);
        assertShort(List.of(SourceFiles.ROOT.resolve("docs/architecture.md")), ARCHITECTURE_LINES);
    }

    /** Class names have two capitals, which no other word in code quotes on that page has. */
    @Test
    void theArchitectureNamesExistingClasses() {
        List<String> existing = SourceFiles.java(SourceFiles.ALL, "main").stream()
                .map(SourceFiles::typeOf)
                .toList();
        List<String> tests = SourceFiles.java(SourceFiles.ALL, "test").stream()
                .map(SourceFiles::typeOf)
                .toList();
        List<String> named = CLASS_NAME
                .matcher(SourceFiles.text(SourceFiles.ROOT.resolve("docs/architecture.md")))
                .results()
                .map(name -> name.group(1))
                .filter(name -> !name.equals("AuditEventRepository")) // Of Spring Boot.
                .toList();
        assertThat(named).hasSizeGreaterThan(20).allMatch(name -> existing.contains(name) || tests.contains(name));
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> types = SourceFiles.java(SourceFiles.ALL, "main").stream()
                .filter(StructureTests::isType)
                .collect(Collectors.groupingBy(file -> String.valueOf(file.getParent()), Collectors.counting()));
        assertThat(types)
                .isNotEmpty()
                .allSatisfy((folder, count) -> assertThat(count).as(folder).isLessThanOrEqualTo(PACKAGE_TYPES));
    }

    @Test
    void theRootPackageIsWhatAnApplicationNeeds() {
        Path root = SourceFiles.ROOT.resolve("feature-flags-core/src/main/java/io/featureflags");
        assertThat(SourceFiles.java(SourceFiles.PRODUCT, "main").stream()
                        .filter(file -> root.equals(file.getParent()))
                        .filter(StructureTests::isType)
                        .map(SourceFiles::typeOf))
                .containsExactlyInAnyOrder(ROOT_TYPES.split(" "));
    }

    @Test
    void aSimpleNameExistsOnce() {
        Map<String, List<String>> places = new TreeMap<>();
        SourceFiles.java(SourceFiles.PRODUCT, "main").stream()
                .filter(StructureTests::isType)
                .forEach(file -> places.computeIfAbsent(SourceFiles.typeOf(file), name -> new ArrayList<>())
                        .add(file.toString()));
        assertThat(places.values())
                .isNotEmpty()
                .allSatisfy(files -> assertThat(files).hasSize(1));
    }

    /** A caller uses a method of the port, so that a store of the application works like those of the library. */
    @Test
    void storesAreNotCheckedForTheirClass() {
        assertThat(SourceFiles.java(SourceFiles.PRODUCT, "main").stream()
                        .filter(file -> !file.endsWith("FlagStore.java"))
                        .filter(file ->
                                CLASS_OF_STORE.matcher(SourceFiles.text(file)).find()))
                .isEmpty();
    }

    @Test
    void signaturesNameTheirFunctions() {
        assertThat(SourceFiles.java(SourceFiles.PRODUCT, "main").stream()
                        .flatMap(file -> nestedFunctions(SourceFiles.text(file)).map(found -> file + ": " + found)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void run(Consumer<Consumer<String>> task) {",
                "private final Function<Operands, Predicate<Object>> tests;",
                "BiFunction<String, LongSupplier, Names> which)"
            })
    void aPlantedNestedFunctionIsFound(String java) {
        assertThat(nestedFunctions(java)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"route(Supplier<T> next, Supplier<T> legacy)", "Function<A, @Nullable T> f, Runnable end"})
    void functionsBesideEachOtherAreNot(String java) {
        assertThat(nestedFunctions(java)).isEmpty();
    }

    @Test
    void testsHaveShortNames() {
        List<String> names = SourceFiles.java(SourceFiles.ALL, "test").stream()
                .flatMap(file -> TEST_METHOD.matcher(SourceFiles.text(file)).results())
                .map(method -> method.group(1))
                .toList();
        assertThat(names).hasSizeGreaterThan(500);
        assertThat(names.stream().filter(name -> name.length() > TEST_NAME)).isEmpty();
    }

    /** A test lives in the package of its subject, so that nothing is public for a test. Shared parts have their own. */
    @Test
    void packagesOfTestsMirrorThoseOfMainCode() {
        List<String> main =
                packages("main").filter(Predicate.not(String::isEmpty)).toList();
        assertThat(packages("test").filter(name -> name.startsWith("io/featureflags")))
                .filteredOn(name -> !name.matches(".*/(?:testing|matrix|chaos|build)"))
                .isSubsetOf(main);
    }

    private static Stream<String> packages(String set) {
        return new TreeSet<>(SourceFiles.java(SourceFiles.PRODUCT, set).stream()
                        .map(file -> String.valueOf(file.getParent()).replaceFirst(".*/src/\\w+/java/", ""))
                        .toList())
                .stream();
    }

    /** Returns the functional interfaces whose type arguments contain another one. */
    private static Stream<String> nestedFunctions(String java) {
        String code = java.replaceAll("//[^\\n]*|/\\*[\\s\\S]*?\\*/|\"(?:\\\\.|[^\"\\\\\\n])*+\"", "");
        return FUNCTION.matcher(code)
                .results()
                .filter(function -> ANY_FUNCTION
                        .matcher(typeArguments(code, function.end()))
                        .find())
                .map(MatchResult::group);
    }

    private static String typeArguments(String code, int start) {
        int depth = 1;
        int end = start;
        while (end < code.length() && depth > 0) {
            char character = code.charAt(end++);
            depth += character == '<' ? 1 : character == '>' ? -1 : 0;
        }
        return code.substring(start, end);
    }

    private static boolean isType(Path file) {
        return !file.endsWith("package-info.java");
    }

    private static void assertShort(List<Path> files, int most) {
        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(SourceFiles.lines(file)).as(file.toString()).isLessThanOrEqualTo(most));
    }
}
