package io.featureflags.benchmarks.rollout;

import java.io.IOException;
import java.net.ServerSocket;
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
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a bad and a good canary in the packaged sample, and writes their chart. */
public final class RolloutRecording {

    private static final String PLAN =
            "{\"percentage\": 5, \"rollout\": {\"steps\": [5, 25, 50, 100], \"every\": \"10s\", \"calls\": 100}}";

    private static final Pattern STEP = Pattern.compile("\"step\":([0-9.]+)");

    private static final Pattern EVIDENCE = Pattern.compile("\"evidence\":([0-9.eE+-]+)");

    private final HttpClient http = HttpClient.newHttpClient();

    private final String shop;

    private RolloutRecording(int port) {
        this.shop = "http://localhost:" + port;
    }

    /**
     * Records both runs.
     *
     * @param args the jar of the sample, and the file to write
     * @throws IOException if the sample cannot be started, or the file cannot be written
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process sample = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        args[0],
                        "--server.port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            RolloutRecording recording = new RolloutRecording(port);
            recording.awaitShop();
            recording.send("POST", "/demo/load?rate=200&seconds=600");
            recording.awaitSeconds(5); // The first calls compile the code.
            List<Moment> bad = recording.run(5, 20);
            List<Moment> good = recording.run(0, 50);
            Files.writeString(Path.of(args[1]), RolloutChart.of(bad, good));
        } finally {
            sample.destroy();
            sample.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private List<Moment> run(int oneIn, int seconds) throws IOException, InterruptedException {
        send("POST", "/demo/failures?oneIn=" + oneIn);
        send("PUT", "/flags/new_checkout_flow?value=" + URLEncoder.encode(PLAN, StandardCharsets.UTF_8));
        long start = System.nanoTime();
        List<Moment> moments = new ArrayList<>();
        while (moments.isEmpty() || moments.get(moments.size() - 1).seconds() < seconds) {
            String flag = send("GET", "/actuator/featureflags/new_checkout_flow");
            double now = (System.nanoTime() - start) / 1e9;
            moments.add(new Moment(now, number(STEP, flag), number(EVIDENCE, flag)));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return moments;
    }

    private static double number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
    }

    private void awaitShop() throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                send("GET", "/about");
                return;
            } catch (IOException ex) {
                if (attempt == 120) {
                    throw new IllegalStateException("The sample did not start", ex);
                }
                awaitSeconds(.5);
            }
        }
    }

    private void awaitSeconds(double seconds) throws InterruptedException {
        Thread.sleep(Duration.ofMillis((long) (seconds * 1000)).toMillis());
    }

    private String send(String method, String pathAndQuery) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop + pathAndQuery))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("viewer:viewer".getBytes(StandardCharsets.UTF_8)))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    method + " " + pathAndQuery + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
