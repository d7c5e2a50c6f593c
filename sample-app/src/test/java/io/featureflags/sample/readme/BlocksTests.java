package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fenced block of the documentation is a piece of a real file, or a command that a test executes. */
class BlocksTests {

    @TestFactory
    Stream<DynamicTest> everyBlockIsReal() throws IOException {
        return Page.documentation().stream()
                .flatMap(page -> page.blocks().stream()
                        .map(block -> DynamicTest.dynamicTest(
                                page + ", line " + block.lineNumber() + ": " + block.language(),
                                () -> assertThat(BlockSources.isReal(block))
                                        .as("is in a file of the project: %s", block)
                                        .isTrue())));
    }

    @Test
    void everyLanguageIsShown() throws IOException {
        assertThat(blocks()).extracting(FencedBlock::language).contains("java", "json", "text", "yaml", "xml", "shell");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "json", "text", "yaml", "xml", "shell"})
    void aBlockWithOneOtherCharacterIsNotReal(String language) throws IOException {
        List<FencedBlock> blocks = blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
        assertThat(blocks).isNotEmpty();
        for (FencedBlock block : blocks) {
            for (int i = 0; i < block.lines().size(); i++) {
                List<String> lines = new ArrayList<>(block.lines());
                lines.set(i, lines.get(i) + "x");
                assertThat(BlockSources.isReal(new FencedBlock(language, lines, 0)))
                        .as("%s", lines)
                        .isFalse();
            }
        }
    }

    @Test
    void anEmptyOrUnknownBlockIsNotReal() throws IOException {
        assertThat(BlockSources.isReal(new FencedBlock("", List.of("package io.featureflags.sample;"), 0)))
                .isFalse();
        assertThat(BlockSources.isReal(new FencedBlock("python", List.of("pass"), 0)))
                .isFalse();
        assertThat(BlockSources.isReal(new FencedBlock("java", List.of(), 0))).isFalse();
        assertThat(BlockSources.isReal(new FencedBlock("shell", List.of(), 0))).isFalse();
        assertThatThrownBy(() -> FencedBlock.in(List.of("```java", "no end"))).hasMessageContaining("line 1");
    }

    @Test
    void aDiagramShowsOnlyModulesAndPackagesThatExist() throws IOException {
        assertThat(isRealDiagram("core[\"feature-flags-core: a module\"]", "spi[\"spi<br>ports\"] --> decision"))
                .isTrue();
        assertThat(isRealDiagram("core[\"feature-flags-none: a module\"]", "spi[\"spi<br>ports\"]"))
                .isFalse();
        assertThat(isRealDiagram("core[\"feature-flags-core: a module\"]", "spi[\"spy<br>ports\"]"))
                .isFalse();
        assertThat(isRealDiagram("redis[\"redis: sync → ledger\"]")).isTrue();
        assertThat(isRealDiagram("redis[\"redis: sink → ledger\"]")).isFalse();
        assertThat(isRealDiagram("no label")).isFalse();
    }

    private static boolean isRealDiagram(String... lines) throws IOException {
        return BlockSources.isReal(new FencedBlock("mermaid", List.of(lines), 0));
    }

    @Test
    void onlyCommonIndentationIsIgnored() {
        FencedBlock block = new FencedBlock("java", List.of("if (on) {", "    run();", "}"), 0);
        assertThat(block.isIn(List.of("class A {", "    if (on) {", "        run();", "    }", "}")))
                .isTrue();
        assertThat(block.isIn(List.of("if (on) {", "run();", "}"))).isFalse();
    }

    private static List<FencedBlock> blocks() throws IOException {
        return Page.documentation().stream()
                .flatMap(page -> page.blocks().stream())
                .toList();
    }
}
