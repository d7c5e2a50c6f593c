package io.featureflags.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BomTests {

    private static final String BOM = "feature-flags-bom";

    @Test
    void bomManagesEveryPublishedModuleAndNothingElse() {
        String pom = Repository.pom(BOM);
        String managed = pom.substring(pom.indexOf("<dependencyManagement>"), pom.indexOf("</dependencyManagement>"));
        assertThat(Repository.publishedModules())
                .contains(
                        BOM,
                        "feature-flags-console",
                        "feature-flags-processor",
                        "feature-flags-starter",
                        "feature-flags-test");
        assertThat(Repository.all(managed, "<artifactId>(.*)</artifactId>"))
                .containsExactlyElementsOf(Repository.publishedModules().stream()
                        .filter(module -> !module.equals(BOM))
                        .toList());
        assertThat(Repository.all(managed, "<groupId>(.*)</groupId>")).containsOnly("io.featureflags");
        assertThat(Repository.all(managed, "<version>(.*)</version>")).containsOnly("${project.version}");
    }

    /** Only its parent gives the BOM a version; what it publishes has none: .ci/consumer checks that. */
    @Test
    void bomHasTheVersionOfItsParent() {
        assertThat(Repository.all(Repository.pom("."), "feature-flags-parent</artifactId>\\s*<version>(.*)</version>"))
                .hasSize(1)
                .isEqualTo(Repository.all(
                        Repository.pom(BOM), "feature-flags-parent</artifactId>\\s*<version>(.*)</version>"));
        assertThat(Repository.pom(BOM)).doesNotContainPattern("feature-flags-bom</artifactId>\\s*<version>");
    }
}
