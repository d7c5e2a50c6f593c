package io.featureflags.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.testing.RedisProcess;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged shop on an existing Redis, as an operator and customers use it. */
class PackagedSampleIT {

    private static final List<String> FLAGS = List.of("new_checkout_flow", "ai_recommendations", "new_ui_layout");

    private static final Path GOLDEN_FILE = Path.of("../feature-flags-core/src/test/resources/buckets.csv");

    private static final Duration SEEN = Duration.ofSeconds(5);

    private static final Duration OUTAGE = Duration.ofSeconds(3);

    private static RedisProcess redis;

    private static SampleProcess sample;

    @BeforeAll
    static void open() {
        redis = RedisProcess.start();
        sample = SampleProcess.start("--spring.data.redis.port=" + redis.port());
    }

    @AfterAll
    static void close() {
        sample.close();
        redis.close();
    }

    @Test
    void everyCallHasAnAnswerDuringChangesAndOutages() {
        assertThat(checkout()).isEqualTo("legacy checkout for ada");
        Traffic traffic = Traffic.start(sample);
        try {
            followsTheValue();
            keepsTheLastAnswersThroughAKill();
            keepsTheLastAnswersWhileRedisHangs();
        } finally {
            traffic.stop();
        }
        System.out.println("[traffic] " + traffic);
        assertThat(traffic.failures()).isEmpty();
        assertThat(traffic.calls()).isGreaterThan(1000);
        // A call that waits for Redis waits 500 ms, the timeout of a command. Redis hung for seconds above.
        // If the control was slow at the same time, the machine was busy.
        assertThat(traffic.slowerThan(Duration.ofMillis(100))).isEmpty();
    }

    private static void followsTheValue() {
        redis.run("SET", "feature:new_checkout_flow", "true");
        awaitCheckout("new checkout for ada");
        redis.run("SET", "feature:new_checkout_flow", "false");
        awaitCheckout("legacy checkout for ada");
        redis.run("SET", "feature:new_checkout_flow", "true");
        awaitCheckout("new checkout for ada");
        redis.run("DEL", "feature:new_checkout_flow");
        awaitCheckout("legacy checkout for ada");
    }

    private static void keepsTheLastAnswersThroughAKill() {
        setAll("true");
        awaitAll("new");
        redis.kill();
        await().during(OUTAGE).atMost(OUTAGE.plus(SEEN)).until(() -> all("new"));
        assertThat(sample.send("PUT", "/flags/new_checkout_flow?value=false").statusCode())
                .isEqualTo(503);
        redis.restart();
        setAll("false");
        awaitAll("legacy");
    }

    private static void keepsTheLastAnswersWhileRedisHangs() {
        redis.freeze();
        await().during(OUTAGE).atMost(OUTAGE.plus(SEEN)).until(() -> all("legacy"));
        redis.thaw();
        setAll("true");
        awaitAll("new");
    }

    /** The class file has the line below it, which is the first one of the code. */
    @Test
    void referencesHaveTheLinesOfTheIndexInTheJar() throws Exception {
        List<String> source = Files.readAllLines(Path.of("src/main/java/io/featureflags/sample/CheckoutService.java"));
        int declaration = source.indexOf("    public String checkout(String user) {") + 1;
        assertThat(Shell.run("curl -s -u viewer:viewer 'http://localhost:" + sample.port()
                        + "/actuator/featureflags/new_checkout_flow'"))
                .contains("\"line\":" + declaration + ",");
    }

    @Test
    void tenPercentAreTheUsersOfThePublishedFormula() {
        List<String> users = Stream.of("user_", "ユーザー", "пользователь ", "😀", "a+b&c=/?#%", "Żółć-")
                .flatMap(name -> IntStream.range(0, 70).mapToObj(i -> name + i))
                .toList();
        Predicate<String> chosen = user -> bucket(user, "ai_recommendations") < 10;
        Set<String> expected = users.stream().filter(chosen).collect(Collectors.toSet());
        redis.run("SET", "feature:ai_recommendations", "10%");
        String first = users.stream().filter(chosen).findFirst().orElseThrow();
        String other = users.stream().filter(chosen.negate()).findFirst().orElseThrow();
        await().atMost(SEEN).until(() -> recommends("new", first) && recommends("legacy", other));

        assertThat(users.stream().filter(user -> recommends("new", user)))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(users.stream().filter(user -> recommends("legacy", user))).hasSize(users.size() - expected.size());
        assertThat(expected).hasSizeBetween(users.size() / 20, users.size() / 5);
    }

    @Test
    void tenPercentAreTheUsersOfTheGoldenFile() throws IOException {
        redis.run("SET", "feature:ai_recommendations", "10%");
        List<String[]> rows = Files.readAllLines(GOLDEN_FILE).stream()
                .map(row -> row.split(",", -1))
                .filter(row -> row[1].equals("ai_recommendations"))
                .toList();
        Map<String, String> expected = rows.stream()
                .collect(Collectors.toMap(
                        row -> row[0], row -> Integer.parseInt(row[2]) < 10 ? "new" : "legacy", (one, same) -> one));
        assertThat(expected).containsValues("new", "legacy").hasSizeGreaterThan(100);
        String first = rows.stream()
                .map(row -> row[0])
                .filter(user -> "new".equals(expected.get(user)))
                .findFirst()
                .orElseThrow();
        await().atMost(SEEN).until(() -> recommends("new", first));

        assertThat(expected)
                .allSatisfy((user, path) -> assertThat(sample.get("/recommendations", user))
                        .isEqualTo(path + " recommendations for " + user));
    }

    /** {@code int(md5(f"{user}-{flag}").hexdigest(), 16) % 100}, computed without code of the project. */
    private static int bucket(String user, String flag) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest((user + "-" + flag).getBytes(UTF_8));
            return new BigInteger(1, digest).mod(BigInteger.valueOf(100)).intValue();
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static boolean recommends(String path, String user) {
        return sample.get("/recommendations", user).equals(path + " recommendations for " + user);
    }

    private static String checkout() {
        return sample.get("/checkout", "ada");
    }

    private static void setAll(String value) {
        FLAGS.forEach(flag -> redis.run("SET", "feature:" + flag, value));
    }

    private static boolean all(String path) {
        return checkout().equals(path + " checkout for ada")
                && recommends(path, "ada")
                && sample.get("/", "").contains(path.equals("new") ? "#14161d" : "#ffffff");
    }

    private static void awaitAll(String path) {
        await().atMost(SEEN).until(() -> all(path));
    }

    private static void awaitCheckout(String answer) {
        long changed = System.nanoTime();
        await().atMost(SEEN)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> checkout().equals(answer));
        System.out.println("[change] seen after " + (System.nanoTime() - changed) / 1_000_000 + " ms: " + answer);
    }
}
