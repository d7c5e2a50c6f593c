package io.featureflags.sample.readme;

import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a Markdown text.
 *
 * @param language the text behind the opening fence
 * @param lines the lines between the fences
 * @param lineNumber the line of the opening fence, from 1
 */
record FencedBlock(String language, List<String> lines, int lineNumber) {

    private static final String FENCE = "```";

    static List<FencedBlock> in(List<String> markdown) {
        List<FencedBlock> blocks = new ArrayList<>();
        int open = -1;
        for (int i = 0; i < markdown.size(); i++) {
            if (markdown.get(i).strip().startsWith(FENCE)) {
                if (open < 0) {
                    open = i;
                } else {
                    String language = markdown.get(open).strip().substring(FENCE.length());
                    blocks.add(new FencedBlock(language, markdown.subList(open + 1, i), open + 1));
                    open = -1;
                }
            }
        }
        if (open >= 0) {
            throw new IllegalArgumentException("The block of line " + (open + 1) + " has no end");
        }
        return blocks;
    }

    /** Returns whether a file has these lines in sequence, with any common indentation. */
    boolean isIn(List<String> file) {
        List<String> wanted = unindented(lines);
        for (int from = 0; from + wanted.size() <= file.size(); from++) {
            if (unindented(file.subList(from, from + wanted.size())).equals(wanted)) {
                return !wanted.isEmpty();
            }
        }
        return false;
    }

    private static List<String> unindented(List<String> lines) {
        return String.join("\n", lines).stripIndent().lines().toList();
    }
}
