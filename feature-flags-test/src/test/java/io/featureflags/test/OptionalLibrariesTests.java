package io.featureflags.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A library that a test may lack is known to the classes that are loaded for it alone. */
class OptionalLibrariesTests {

    private static final JavaClasses KIT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(TestFeatureFlags.class);

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    org.junit..                                        ; .*\\.(FeatureFlagsExtension|FeatureVariations\\w*|FeatureIsolation|Combinations|Variation|With\\w+)(\\$.*)?
                    jakarta.servlet..                                  ; .*\\.ScopeServletFilter\\w*
                    org.mockito..                                      ; .*\\.TestedBeans\\$Mocks
                    reactor..                                          ; .*\\.(ScopeWebFilter|ScopedWebTestClients|FeatureFlagsContextCustomizer\\$Propagation|StandaloneRouting\\$Reactor)
                    org.springframework.web.server..                   ; .*\\.ScopeWebFilter
                    org.springframework.web.context..                  ; .*\\.ThreadRequest(\\$.*)?
                    org.springframework.web.reactive..                 ; .*\\.ScopedWebTestClients
                    org.springframework.test.web..                     ; .*\\.Scoped(WebTestClients|RestTestClients)
                    org.springframework.boot.web.servlet..             ; .*\\.ScopeServletFilterRegistration
                    org.springframework.boot.resttestclient..          ; .*\\.Scoped(RestTestClients|TestRestTemplates)
                    org.springframework.boot.restclient..              ; .*\\.ScopedTestRestTemplates
                    org.springframework.boot.test..                    ; .*\\.ScopedTestRestTemplates
                    org.springframework.boot.webtestclient..           ; .*\\.ScopedWebTestClients
                    """)
    void libraryIsKnownToItsClasses(String library, String classes) {
        noClasses()
                .that()
                .haveNameNotMatching(classes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(KIT);
    }
}
