package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** README is short, and begins with a complete example. */
class ReadmeTests {

    private static final int MOST_LINES = 150;

    @Test
    void readmeHasAtMost150Lines() throws IOException {
        assertThat(Page.readme().lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void theFirstAnnotationIsShownWithItsImport() throws IOException {
        FencedBlock first = Page.readme().blocks().stream()
                .filter(block -> block.lines().stream().anyMatch(line -> line.contains("@FeatureToggle")))
                .findFirst()
                .orElseThrow();
        assertThat(first.lines()).contains("import io.featureflags.FeatureToggle;");
    }

    @Test
    void theFirstRedisCommandUsesTheDefaultPort() throws IOException {
        assertThat(Page.readme().lines().stream()
                        .filter(line -> line.contains("redis-cli -p"))
                        .findFirst())
                .hasValue("redis-cli -p 6379 SET feature:new_checkout_flow true");
    }

    @Test
    void readmeHasTheCommandsOfTheShopAndTheTests() throws IOException {
        assertThat(Page.readme().lines())
                .contains("./mvnw -q -pl sample-app -am -DskipTests package spring-boot:run", "./mvnw -B verify");
    }
}
