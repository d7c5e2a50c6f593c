package io.featureflags.processor.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, alone and in a JVM of its own, as a step of a build runs it. */
class FlagCommandIT {

    private static final Path JAR = Path.of(System.getProperty("processor.jar"));

    @TempDir
    private Path folder;

    @Test
    void expiredFlagsStopTheBuild() throws Exception {
        assertThat(run("expired", classes("2020-01-31").toString()))
                .isEqualTo("exit code 1, old_flag is DAYS days past its kill date 2020-01-31:"
                        + " com.example.Shop.checkout(String), line 31");
    }

    @Test
    void otherFlagsDoNot() throws Exception {
        assertThat(run("expired", classes("9999-12-31").toString()))
                .isEqualTo("exit code 0, No flag is past its kill date. Toggled methods: 1");
    }

    @Test
    void wrongUseStopsIt() throws Exception {
        assertThat(run())
                .startsWith(
                        "exit code 2, The command is missing. Usage: java -jar feature-flags-processor.jar expired");
    }

    private Path classes(String killDate) throws IOException {
        Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(folder.resolve("META-INF/feature-flags.json"), """
                {"flags": [
                  {"flag": "old_flag", "class": "com.example.Shop", "method": "checkout(String)", "line": 31,
                   "expires": "%s", "enabledByDefault": false}
                ]}
                """.formatted(killDate));
        return folder;
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        // No other jar is beside it there.
        Path alone = Files.copy(JAR, folder.resolve("feature-flags-processor.jar"));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", alone.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return "exit code " + process.waitFor() + ", "
                + printed.replaceFirst(" is \\d+ days", " is DAYS days").stripTrailing();
    }
}
