package io.featureflags.telemetry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Either of Spring Boot's health and Micrometer may be absent, and the other one is used. */
@AnalyzeClasses(packages = "io.featureflags.telemetry", importOptions = ImportOption.DoNotIncludeTests.class)
class TelemetryLibrariesTests {

    @ArchTest
    static final ArchRule onlyTheIndicatorNeedsHealth = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(FeatureFlagsHealthIndicator.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.boot.health..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(FeatureFlagsHealthIndicator.class.getName());

    @ArchTest
    static final ArchRule theIndicatorDoesNotNeedMicrometer = noClasses()
            .that()
            .haveFullyQualifiedName(FeatureFlagsHealthIndicator.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");
}
