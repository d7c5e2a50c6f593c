package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sources cite only requirements and pages that this repository has. */
class CitationsTests {

    private static final Pattern NUMBER = Pattern.compile("\\bR\\d\\d\\b");

    private static final Pattern PAGE = Pattern.compile("\\b[\\w/-]+\\.md\\b");

    @Test
    void everyCitedRequirementIsListed() throws IOException {
        Set<String> listed = Page.of(Page.ROOT.resolve("docs/requirements.md")).lines().stream()
                .filter(line -> line.matches("\\| R\\d\\d \\| [A-Z`].*\\. \\|"))
                .map(line -> line.substring(2, 5))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(cited(NUMBER)).hasSizeGreaterThan(20).isSubsetOf(listed);
    }

    @Test
    void everyCitedPageExists() throws IOException {
        // What this package tests: links that must not be found.
        Set<String> cited = cited(PAGE);
        cited.removeIf(page -> page.contains("no-such"));
        assertThat(cited).isNotEmpty().allMatch(CitationsTests::exists);
    }

    private static boolean exists(String page) {
        return Files.exists(Page.ROOT.resolve(page))
                || Files.exists(Page.ROOT.resolve("docs").resolve(page));
    }

    private static Set<String> cited(Pattern pattern) throws IOException {
        Set<String> cited = new TreeSet<>();
        for (Path file : javaFiles()) {
            pattern.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .forEach(cited::add);
        }
        return cited;
    }

    /** Returns the Java files of all modules, main and test. */
    private static List<Path> javaFiles() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Page.ROOT)) {
            for (Path folder : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources;
    }
}
