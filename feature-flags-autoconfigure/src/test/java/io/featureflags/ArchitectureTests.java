package io.featureflags;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

@AnalyzeClasses(packages = "io.featureflags", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java"),
            Path.of("../feature-flags-core/src/main/java"),
            Path.of("../feature-flags-console/src/main/java"),
            Path.of("../feature-flags-processor/src/main/java"),
            Path.of("../feature-flags-test/src/main/java"));

    private static final int MAX_LINES = 250;

    /** From the bottom to the top: a package sees those before it. */
    private static final List<String> LAYERS = List.of("text", "", "decision", "rollout", "spi");

    private static final String[] CORE = {
        "io.featureflags",
        "io.featureflags.text",
        "io.featureflags.decision",
        "io.featureflags.rollout",
        "io.featureflags.spi",
        "io.featureflags.value"
    };

    @ArchTest
    static final ArchRule theCoreKnowsOnlyTheJdk = classes()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(CORE).or(resideInAnyPackage("java..", "org.jspecify.annotations..")));

    @ArchTest
    static void noArrowOfTheCoreRunsBack(JavaClasses classes) {
        for (int below = 0; below < LAYERS.size(); below++) {
            noClasses()
                    .that()
                    .resideInAPackage(packageOf(LAYERS.get(below)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(LAYERS.subList(below + 1, LAYERS.size()).stream()
                            .map(ArchitectureTests::packageOf)
                            .toArray(String[]::new))
                    .check(classes);
        }
    }

    private static String packageOf(String layer) {
        return layer.isEmpty() ? "io.featureflags" : "io.featureflags." + layer;
    }

    /**
     * A feature is a package with its children. {@code toggle} takes the user of a subscription from {@code context}, and reads the
     * index of the annotation processor by {@code value} of core, as {@code ofrep} reads requests.
     */
    @ArchTest
    static final ArchRule featuresDoNotSeeEachOther = slices().matching("io.featureflags.(*)..")
            .namingSlices("package $1")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAnyPackage("io.featureflags.autoconfigure.."), resideInAnyPackage("io.featureflags.."))
            .ignoreDependency(
                    resideInAnyPackage("io.featureflags.."),
                    resideInAnyPackage(
                            "io.featureflags.text",
                            "io.featureflags.decision",
                            "io.featureflags.rollout",
                            "io.featureflags.spi"))
            .ignoreDependency(
                    resideInAnyPackage("io.featureflags.toggle"), resideInAnyPackage("io.featureflags.context"))
            .ignoreDependency(
                    resideInAnyPackage("io.featureflags.toggle..", "io.featureflags.ofrep"),
                    resideInAnyPackage("io.featureflags.value"));

    @ArchTest
    static final ArchRule childrenDoNotSeeToggles = noClasses()
            .that()
            .resideInAPackage("io.featureflags.toggle.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.featureflags.toggle");

    @ArchTest
    static final ArchRule theRoomsOfRedisAreInOrder = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.featureflags.redis..")
            .layer("redis")
            .definedBy("io.featureflags.redis")
            .layer("sync")
            .definedBy("io.featureflags.redis.sync")
            .layer("ledger")
            .definedBy("io.featureflags.redis.ledger")
            .layer("connection")
            .definedBy("io.featureflags.redis.connection")
            .whereLayer("redis")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("sync")
            .mayOnlyBeAccessedByLayers("redis")
            .whereLayer("ledger")
            .mayOnlyBeAccessedByLayers("sync", "redis")
            .whereLayer("connection")
            .mayOnlyBeAccessedByLayers("ledger", "sync", "redis");

    @ArchTest
    static final ArchRule onlyTheRedisPackageKnowsRedis = noClasses()
            .that()
            .resideOutsideOfPackages("io.featureflags.redis..", "io.featureflags.autoconfigure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.data.redis..", "io.lettuce..", "redis.clients..");

    @ArchTest
    static final ArchRule onlyTheCachePackageKnowsCaffeine = noClasses()
            .that()
            .resideOutsideOfPackage("io.featureflags.cache..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.benmanes..");

    @ArchTest
    static final ArchRule onlyTheOpenFeaturePackageKnowsOpenFeature = noClasses()
            .that()
            .resideOutsideOfPackages("io.featureflags.openfeature..", "io.featureflags.autoconfigure..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.openfeature..");

    @ArchTest
    static final ArchRule onlyTheTogglePackageKnowsAspectJ = noClasses()
            .that()
            .resideOutsideOfPackage("io.featureflags.toggle..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.aspectj..");

    @ArchTest
    static final ArchRule onlyTheTelemetryPackageKnowsMicrometer = noClasses()
            .that()
            .resideOutsideOfPackages("io.featureflags.telemetry..", "io.featureflags.autoconfigure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micrometer.core..",
                    "io.micrometer.observation..",
                    "io.micrometer.common..",
                    "io.micrometer.tracing..");

    @ArchTest
    static final ArchRule onlyTheTelemetryPackageKnowsHealth = noClasses()
            .that()
            .resideOutsideOfPackages("io.featureflags.telemetry..", "io.featureflags.autoconfigure..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.boot.health..");

    @ArchTest
    static final ArchRule onlyTheContextPackageKnowsSecurity = noClasses()
            .that()
            .resideOutsideOfPackages("io.featureflags.context..", "io.featureflags.autoconfigure..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.security..");

    @ArchTest
    static final ArchRule onlyPackagesOfTheWebKnowTheWeb = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.featureflags.actuate..",
                    "io.featureflags.ofrep..",
                    "io.featureflags.web..",
                    "io.featureflags.context..",
                    "io.featureflags.autoconfigure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..");

    /** R60: a lock of that kind around input or output pins the carrier of a virtual thread. */
    @ArchTest
    static final ArchRule whatTalksToRedisAndDisksIsNotSynchronized = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("io.featureflags.redis..", "io.featureflags.snapshot..")
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule autoConfigurationsArePublicAndFinal = classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .bePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule configurationsArePackagePrivate =
            classes().that().areAnnotatedWith(Configuration.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule beanMethodsAreNotPublic =
            methods().that().areAnnotatedWith(Bean.class).should().notBePublic();

    @ArchTest
    static final ArchRule conditionalOnClassIsNotOnBeanMethods =
            methods().that().areAnnotatedWith(Bean.class).should().notBeAnnotatedWith(ConditionalOnClass.class);

    @ArchTest
    static final ArchRule noFieldInjection = noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule nothingIsFoundByScanning = noClasses()
            .that()
            .areNotMetaAnnotatedWith(Configuration.class)
            .should()
            .beMetaAnnotatedWith(Component.class);

    @ArchTest
    static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule noJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @Test
    void mainFilesAreShort() throws IOException {
        assertThat(mainFiles())
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MAX_LINES));
    }

    /** The other half of the rule above, which sees methods only. */
    @Test
    void whatTalksToRedisAndDisksHasNoSynchronizedBlocks() throws IOException {
        assertThat(mainFiles())
                .filteredOn(file -> file.toString().matches(".*(?:redis|snapshot|FlagCache).*"))
                .hasSizeGreaterThan(20)
                .allSatisfy(file ->
                        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("synchronized"));
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        assertThat(mainFiles().stream().map(Path::getParent).distinct())
                .allSatisfy(folder -> assertThat(Files.readString(folder.resolve("package-info.java")))
                        .as(folder.toString())
                        .contains("@NullMarked"));
    }

    private static List<Path> mainFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> found = Files.walk(folder)) {
                found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files;
    }
}
