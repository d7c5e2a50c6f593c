package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Links between pages lead to existing files and headings. */
class LinksTests {

    @TestFactory
    Stream<DynamicTest> everyInternalLinkHasATarget() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String link : page.internalLinks()) {
                tests.add(DynamicTest.dynamicTest(
                        page + ": " + link,
                        () -> assertThat(hasTarget(page, link)).as(link).isTrue()));
            }
        }
        assertThat(tests).hasSizeGreaterThan(30);
        return tests.stream();
    }

    @Test
    void readmeLinksEveryPage() throws IOException {
        List<String> links = Page.readme().internalLinks();
        for (Page page : Page.all()) {
            if (!page.file().endsWith("README.md")) {
                assertThat(links).contains(page.toString().replace('\\', '/'));
            }
        }
    }

    @Test
    void aLinkToAMissingFileOrHeadingIsFound() throws IOException {
        Page readme = Page.readme();
        assertThat(hasTarget(readme, "docs/values.md#percentages")).isTrue();
        assertThat(hasTarget(readme, "#install")).isTrue();
        assertThat(hasTarget(readme, "docs/values.md#no-such-heading")).isFalse();
        assertThat(hasTarget(readme, "docs/no-such-page.md")).isFalse();
        assertThat(hasTarget(readme, "#no-such-heading")).isFalse();
        assertThat(hasTarget(readme, "docs/benchmarks.svg#a")).isFalse();
    }

    private static boolean hasTarget(Page page, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page.file() : page.file().resolveSibling(file);
        if (!Files.isRegularFile(target)) {
            return false;
        }
        return hash < 0
                || (target.toString().endsWith(".md")
                        && Page.of(target).anchors().contains(link.substring(hash + 1)));
    }
}
