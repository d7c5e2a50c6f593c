package io.featureflags.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the files of the page must never be. */
class PageFilesTests {

    private static final Path FOLDER = Path.of("src/main/resources/io/featureflags/console/page");

    private static final int MAX_BYTES = 100_000;

    @Test
    void pageIsSmall() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isGreaterThan(0).isLessThan(MAX_BYTES);
    }

    /** Text reaches the document as text, and nothing is executed that is not in a file. */
    @Test
    void pageHasNoMarkupInTexts() throws IOException {
        for (Path file : files()) {
            assertThat(Files.readString(file, StandardCharsets.UTF_8))
                    .as("%s", file)
                    .doesNotContain(
                            "innerHTML",
                            "outerHTML",
                            "insertAdjacentHTML",
                            "document.write",
                            "eval(",
                            "new Function",
                            "style=")
                    .doesNotContain("https://", "http://localhost", "sourceMappingURL");
        }
    }

    @Test
    void filesAreServedByName() throws IOException {
        ConsoleFiles served = new ConsoleFiles(PageFilesTests.class.getClassLoader());
        for (Path file : files()) {
            assertThat(served.find(file.getFileName().toString()))
                    .as("%s", file)
                    .isNotNull();
        }
        assertThat(served.find("../page-info")).isNull();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.toList();
        }
    }
}
