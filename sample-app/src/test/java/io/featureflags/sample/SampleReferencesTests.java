package io.featureflags.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagReferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** The annotation processor has recorded the lines of declarations; class files have only those of code, below them. */
@SpringBootTest(properties = "spring.data.redis.port=1")
class SampleReferencesTests {

    private static final Path SOURCES = Path.of("src/main/java/io/featureflags/sample");

    @Test
    void referencesHaveTheLinesOfTheIndex(@Autowired FlagReferences references) throws IOException {
        assertThat(references.of("new_checkout_flow"))
                .extracting(CodeReference::place)
                .contains(CheckoutService.class.getName() + ".checkout(String), line "
                        + lineOf("CheckoutService.java", "    public String checkout(String user) {"));
        assertThat(references.of("new_ui_layout"))
                .extracting(CodeReference::place)
                .containsExactly(Look.class.getName() + ".stylesheet(), line "
                        + lineOf("Look.java", "    public String stylesheet() {"));
    }

    private static int lineOf(String file, String declaration) throws IOException {
        List<String> lines = Files.readAllLines(SOURCES.resolve(file));
        assertThat(lines).containsOnlyOnce(declaration);
        return lines.indexOf(declaration) + 1;
    }
}
