package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Rules on who may see a type, and on how beans are assembled. */
@AnalyzeClasses(packages = "io.featureflags", importOptions = ImportOption.DoNotIncludeTests.class)
class VisibilityTests {

    private static final int PARAMETERS = 6;

    private static final int AUTO_CONFIGURATIONS = 8;

    private static final Path RESOURCES = Path.of("src/main/resources/META-INF");

    /** What an application may implement or use, beside the root package and {@code spi}. */
    private static final Set<String> EXTENSION_POINTS = Set.of(
            "io.featureflags.context.ReactiveContextProvider",
            "io.featureflags.audit.AuditSink",
            "io.featureflags.openfeature.FeatureFlagTrackingEvent",
            "io.featureflags.rollout.RolloutEvidence",
            "io.featureflags.telemetry.EvaluationWatch",
            "io.featureflags.autoconfigure.FeatureFlagsRedis",
            "io.featureflags.autoconfigure.FeatureFlagsProperties");

    @ArchTest
    static void constructorsAreShort(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> !type.isRecord() && !type.isEnum())
                        .flatMap(type -> type.getConstructors().stream())
                        .filter(constructor ->
                                constructor.getRawParameterTypes().size() > PARAMETERS)
                        .map(JavaConstructor::getFullName))
                .isEmpty();
    }

    @ArchTest
    static void aPublicTypeIsUsedByAnotherPackageOrExtended(JavaClasses classes) throws IOException {
        String resources = resources();
        String others = SourceFiles.java(
                        List.of("feature-flags-console", "feature-flags-processor", "feature-flags-test"), "main")
                .stream()
                .map(SourceFiles::text)
                .collect(Collectors.joining());
        assertThat(classes.stream()
                        .filter(type -> !type.getPackageName().equals("io.featureflags")
                                && !type.getPackageName().equals("io.featureflags.spi")
                                && !type.getPackageName().equals("io.featureflags.decision"))
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !EXTENSION_POINTS.contains(type.getName()))
                        .filter(type -> !resources.contains(type.getName()))
                        .filter(type -> !others.contains("import " + type.getName() + ";"))
                        .filter(type -> type.getDirectDependenciesToSelf().stream()
                                .map(Dependency::getOriginClass)
                                .allMatch(user -> user.getPackageName().equals(type.getPackageName())))
                        .filter(type -> !isNamedByAPublicInterface(type))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    /** An interface that other packages use must not name a type that they cannot see. */
    private static boolean isNamedByAPublicInterface(JavaClass type) {
        return type.getMethodsWithReturnTypeOfSelf().stream()
                .map(method -> method.getOwner())
                .anyMatch(owner -> owner.isInterface() && owner.getModifiers().contains(JavaModifier.PUBLIC));
    }

    /** A port has an implementation elsewhere. Functional interfaces are left out, since lambdas have no class. */
    @ArchTest
    static void noInterfaceHasItsOnlyImplementationBesideIt(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.isInterface() && !type.isAnnotation() && type.isTopLevelClass())
                        .filter(type -> abstractMethods(type) > 1)
                        .filter(type -> !EXTENSION_POINTS.contains(type.getName()))
                        .filter(type -> type.getAllSubclasses().size() == 1)
                        .filter(type -> type.getAllSubclasses().stream()
                                .allMatch(only -> only.getPackageName().equals(type.getPackageName())))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    private static long abstractMethods(JavaClass type) {
        return type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                .count();
    }

    @ArchTest
    static void eightAutoConfigurationsAreListed(JavaClasses classes) {
        List<String> listed =
                ImportCandidates.load(AutoConfiguration.class, VisibilityTests.class.getClassLoader())
                        .getCandidates()
                        .stream()
                        .filter(name -> name.startsWith("io.featureflags."))
                        .toList();
        assertThat(listed)
                .hasSize(AUTO_CONFIGURATIONS)
                .containsExactlyInAnyOrderElementsOf(classes.stream()
                        .filter(type -> type.isAnnotatedWith(AutoConfiguration.class))
                        .map(JavaClass::getName)
                        .toList());
    }

    @ArchTest
    static void noConfigurationOnlyImportsAnother(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.isMetaAnnotatedWith(Configuration.class) && !type.isAnnotation())
                        .filter(type -> type.isAnnotatedWith(Import.class))
                        .filter(type ->
                                type.getMethods().stream().noneMatch(method -> method.isAnnotatedWith(Bean.class)))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    private static String resources() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(Files::isRegularFile).map(SourceFiles::text).collect(Collectors.joining("\n"));
        }
    }
}
