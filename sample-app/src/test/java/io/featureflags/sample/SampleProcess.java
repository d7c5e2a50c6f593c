package io.featureflags.sample;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged sample in its own process, used from outside: by HTTP, signals and its output. */
final class SampleProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Pattern CURL = Pattern.compile("curl -X PUT 'http://localhost:(\\d+)/\\S+'");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Process process;

    private final Path output;

    private final String curl;

    private final String port;

    private final Duration startTime;

    private SampleProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        long started = System.nanoTime();
        try {
            await().atMost(START_LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .failFast("the sample ended: " + output, () -> !process.isAlive())
                    .until(() -> CURL.matcher(output()).find());
        } catch (RuntimeException ex) {
            process.destroyForcibly();
            throw new IllegalStateException("The sample did not start, and printed:\n" + output(), ex);
        }
        this.startTime = Duration.ofNanos(System.nanoTime() - started);
        Matcher printed = found(CURL);
        this.curl = printed.group();
        this.port = printed.group(1);
    }

    /** Starts it on a free port, and waits until it has logged its address. */
    static SampleProcess start(String... arguments) {
        return startWith(List.of(), arguments);
    }

    /** As {@link #start}, with the beans that were processed ahead of time. */
    static SampleProcess startAheadOfTime(String... arguments) {
        return startWith(List.of("-Dspring.aot.enabled=true"), arguments);
    }

    /** As {@link #start}, with options of the JVM. */
    static SampleProcess startWith(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1"); // It ends before optimized code pays.
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", System.getProperty("sample.jar"), "--server.port=0"));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(Path.of("target"), "sample", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            // Settings of this machine must not select another Redis than the test does.
            builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_"));
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new SampleProcess(process, output);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    Duration startTime() {
        return startTime;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Returns the first match in its output. */
    Matcher found(Pattern pattern) {
        Matcher matcher = pattern.matcher(output());
        if (!matcher.find()) {
            throw new IllegalStateException("The sample did not print " + pattern + " but:\n" + output());
        }
        return matcher;
    }

    /** Returns the curl command in its output. */
    String curl() {
        return curl;
    }

    String port() {
        return port;
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Returns the answer of a page for a user, as text. */
    String get(String path, String user) {
        HttpResponse<String> answer = send("GET", path + "?user=" + URLEncoder.encode(user, StandardCharsets.UTF_8));
        return answer.statusCode() == 200 ? answer.body().stripTrailing() : "status " + answer.statusCode();
    }

    HttpResponse<String> send(String method, String pathAndQuery) {
        return send(method, pathAndQuery, "");
    }

    HttpResponse<String> send(String method, String pathAndQuery, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + pathAndQuery))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    /** Ends it with SIGTERM, and waits for its end. */
    void terminate() {
        process.destroy();
        await().atMost(START_LIMIT).until(() -> !process.isAlive());
    }

    @Override
    public void close() {
        List<ProcessHandle> children = children();
        terminate();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
