package io.featureflags.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowTests {

    private static final String PINNED = "[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+";

    /** A tag can be moved to other code, a commit cannot; Dependabot moves both. */
    @Test
    void actionsArePinnedByCommit() {
        List<Path> workflows = Repository.files(".github/workflows", ".yml");
        assertThat(workflows)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(workflow -> assertThat(Repository.all(Repository.text(workflow), "uses:\\s*(.*)"))
                        .as(workflow.toString())
                        .isNotEmpty()
                        .allSatisfy(action -> assertThat(action).matches(PINNED)));
        assertThat(Repository.files(".github", ".yaml"))
                .as("Workflows that this test would not see")
                .isEmpty();
    }

    @Test
    void pinsAreKeptFresh() {
        assertThat(Repository.text(Repository.file(".github/dependabot.yml")))
                .contains("package-ecosystem: github-actions", "package-ecosystem: maven");
    }

    /** Each part of the check runs in a job. */
    @Test
    void workflowRunsEveryPart() {
        String build = Repository.text(Repository.file(".github/workflows/build.yml"));
        List<String> parts = Repository.all(Repository.text(Repository.file(".ci/run")), "(?m)^    parts=\\((.*)\\)$");
        assertThat(parts)
                .hasSize(1)
                .allSatisfy(all -> assertThat(all.split(" "))
                        .contains("verify")
                        .allSatisfy(part ->
                                assertThat(build).containsPattern("(?:\\.ci/run|part: \\[).*\\b" + part + "\\b")));
    }
}
