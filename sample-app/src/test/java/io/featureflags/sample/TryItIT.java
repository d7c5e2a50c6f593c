package io.featureflags.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs the commands of README and {@code docs}, line by line. The first line builds and starts the sample, which is the
 * packaged jar here. A line of redis-cli is sent to Redis directly, because not every machine has redis-cli.
 */
class TryItIT {

    private static final Path TRANSCRIPT = Path.of("src/test/resources/try-it.txt");

    private static final Pattern REDIS_CLI = Pattern.compile("redis-cli -p (\\d+) (.*)");

    @Test
    void eachCommandHasTheDocumentedOutput() throws IOException {
        List<String> lines = Files.readAllLines(TRANSCRIPT);
        assertThat(lines.get(0)).startsWith("$ ./mvnw ").endsWith(" spring-boot:run");
        try (SampleProcess sample = SampleProcess.start()) {
            String redisPort = sample.found(REDIS_CLI).group(1);
            int next = 0;
            for (int i = 1; i < lines.size(); i = next) {
                assertThat(lines.get(i)).startsWith("$ ");
                next = i + 1;
                while (next < lines.size() && !lines.get(next).startsWith("$ ")) {
                    next++;
                }
                String command = lines.get(i)
                        .substring(2)
                        .replace("localhost:8080", "localhost:" + sample.port())
                        .replace("feature-flags-processor.jar", System.getProperty("processor.jar"))
                        .replace("-p 6390", "-p " + redisPort);
                String printed = String.join("\n", lines.subList(i + 1, next));
                // A change is seen after a moment, so the next command may have to be repeated: a step takes ten
                // seconds.
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() ->
                                assertThat(masked(run(command))).as(command).isEqualTo(masked(printed)));
            }
        }
    }

    /** Replaces times, instances and counts, which differ in each run. */
    private static String masked(String printed) {
        String counted = printed.startsWith("\"reason\"")
                ? printed.replaceAll("(?<![0-9.])[0-9]+(\\.[0-9]+)?(e\\+[0-9]+)?(?![0-9.%])", "N")
                : printed.replaceAll("\"same\":\\d+", "SAME");
        return counted.replaceAll("\\d{13}-\\d+", "VERSION")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("sample-shop@[^\"]+", "INSTANCE");
    }

    private static String run(String command) throws IOException, InterruptedException {
        Matcher redisCli = REDIS_CLI.matcher(command);
        return redisCli.matches() ? redis(Integer.parseInt(redisCli.group(1)), redisCli.group(2)) : Shell.run(command);
    }

    /** Redis's inline protocol splits and unquotes a line like a shell. */
    private static String redis(int port, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return answer.startsWith(":") ? "(integer) " + answer.substring(1) : answer.substring(1);
        }
    }
}
