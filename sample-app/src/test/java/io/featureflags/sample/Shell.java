package io.featureflags.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs a line as a person's shell does. */
final class Shell {

    private Shell() {}

    /** What the line printed to its standard output, without the last line break; a line that fails fails the test. */
    static String run(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(line).isZero();
        return printed.stripTrailing();
    }
}
