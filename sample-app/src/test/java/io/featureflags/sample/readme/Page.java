package io.featureflags.sample.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown page of the repository.
 *
 * @param file the file, below {@link #ROOT}
 * @param lines its lines
 */
record Page(Path file, List<String> lines) {

    /** The folder of the repository. Tests run in the folder of the sample. */
    static final Path ROOT = Path.of("..");

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    /** README and all pages in docs: each of their blocks is tested. */
    static List<Page> documentation() throws IOException {
        List<Page> pages = new ArrayList<>(List.of(readme()));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                pages.add(of(file));
            }
        }
        return pages;
    }

    /** All pages: the documentation, and those for contributors. */
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>(documentation());
        pages.add(of(ROOT.resolve("CHANGELOG.md")));
        pages.add(of(ROOT.resolve("CONTRIBUTING.md")));
        return pages;
    }

    static Page readme() throws IOException {
        return of(ROOT.resolve("README.md"));
    }

    static Page of(Path file) throws IOException {
        return new Page(file, Files.readAllLines(file));
    }

    /** Returns the anchors that GitHub derives from the headings. */
    List<String> anchors() {
        return prose().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9_ -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** Returns the targets of links and images that are in this repository. */
    List<String> internalLinks() {
        return LINK.matcher(String.join("\n", prose()))
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(target -> !target.startsWith("http"))
                .toList();
    }

    List<FencedBlock> blocks() {
        return FencedBlock.in(lines);
    }

    /** Returns the lines outside of fenced blocks. */
    List<String> prose() {
        List<String> prose = new ArrayList<>(lines);
        for (FencedBlock block : blocks()) {
            int first = block.lineNumber() - 1;
            for (int i = first; i < first + block.lines().size() + 2; i++) {
                prose.set(i, "");
            }
        }
        return prose;
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
