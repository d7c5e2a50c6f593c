package io.featureflags.redis.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.RedisSentinel;
import io.featureflags.testing.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarded rollouts of three instances while Redis and instances fail: each step is once in the record. */
class GuardedRolloutFaultTests {

    private static final int ROUNDS = 4;

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();

    private final List<Process> instances = new ArrayList<>();

    private final Random random = random();

    private static Random random() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return new Random(seed);
    }

    @AfterEach
    void stop() throws Exception {
        instances.forEach(Process::destroyForcibly);
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.add(resource);
        return resource;
    }

    /** Starts a Redis whose data outlive a kill. */
    private RedisProcess redis() throws IOException {
        return opened(RedisProcess.start(
                "--dir",
                Files.createDirectory(folder.resolve("redis")).toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always"));
    }

    @Test
    void goodCodeAdvancesOncePerStepThroughFaults() throws IOException {
        RedisProcess redis = redis();
        GuardedShop observer = opened(GuardedShop.start("spring.data.redis.port=" + redis.port()));
        startInstance(redis, 0, 0);
        Process leaving = startInstance(redis, 60, 0);
        redis.run("SET", "feature:checkout", GuardedShop.planAt(10));
        awaitCounted(redis);

        redis.freeze();
        Shop.holds("frozen", Duration.ofSeconds(5), () -> true);
        redis.thaw();
        for (int i = 0; i < 5; i++) {
            redis.run("CLIENT", "KILL", "TYPE", "normal"); // Answers are lost.
        }
        leaving.destroyForcibly();
        startInstance(redis, -60, 0); // A deployment in the middle of a step.

        Shop.soon("done")
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> assertThat(value(redis)).as("%s", counts(redis)).contains("\"percentage\": 100"));
        assertThat(steps(observer)).containsExactly(GuardedShop.planAt(100), GuardedShop.planAt(50));
    }

    @Test
    void badCodeIsTakenBackOnceWhileWhoDecidesIsKilled() throws IOException {
        RedisProcess redis = redis();
        GuardedShop observer = opened(GuardedShop.start("spring.data.redis.port=" + redis.port()));
        startInstance(redis, 0, 4);
        startInstance(redis, 60, 4);
        for (int round = 1; round <= ROUNDS; round++) {
            int expected = round;
            redis.run("SET", "feature:checkout", GuardedShop.planAt(10));
            Duration until = Duration.ofMillis(random.nextInt(600));
            Shop.holds("the new code fails", until, () -> true);
            if (round % 2 == 0) {
                instances.remove(0).destroyForcibly();
                redis.restart();
                startInstance(redis, 0, 4);
            } else {
                redis.restart();
            }
            Shop.soon("taken back in round " + round + " after " + until)
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> value(redis).contains("\"percentage\": 0"));
            Shop.soon("recorded").until(() -> steps(observer).size() == expected);
        }
        Shop.holds(
                "no further step", Duration.ofSeconds(2), () -> steps(observer).size() == ROUNDS);
        assertThat(steps(observer)).containsOnly(GuardedShop.planAt(0));
    }

    @Test
    void personWinsOverAStepThatIsBeingTaken() throws IOException {
        RedisProcess redis = redis();
        GuardedShop shop = opened(GuardedShop.start("spring.data.redis.port=" + redis.port()));
        GuardedShop other = opened(GuardedShop.start("spring.data.redis.port=" + redis.port()));
        shop.fail(4);
        other.fail(4);
        for (int round = 0; round < 8; round++) {
            redis.run("SET", "feature:checkout", GuardedShop.planAt(10));
            Shop.holds("the new code fails", Duration.ofMillis(random.nextInt(900)), () -> true);
            redis.run("SET", "feature:checkout", "{\"percentage\": 33}");
            Shop.soon("seen").until(() -> lastAfter(shop).equals("{\"percentage\": 33}"));
            Shop.holds("it stays", Duration.ofMillis(400), () -> value(redis).equals("{\"percentage\": 33}"));
        }
        List<AuditEntry> history = shop.bean(FeatureFlagAdmin.class).history("checkout", 1000);
        for (int i = 0; i + 1 < history.size(); i++) {
            assertThat(history.get(i).before())
                    .as("record without a gap")
                    .isEqualTo(history.get(i + 1).after());
        }
        assertThat(steps(shop)).containsOnly(GuardedShop.planAt(0)).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void failoverKeepsThePlan() {
        RedisSentinel servers = opened(RedisSentinel.start());
        GuardedShop shop = opened(GuardedShop.start(
                "spring.data.redis.sentinel.master=" + servers.masterName(),
                "spring.data.redis.sentinel.nodes=" + Shop.addresses(servers.sentinelPorts())));
        FeatureFlagAdmin admin = shop.bean(FeatureFlagAdmin.class);
        admin.set("checkout", GuardedShop.planAt(10), FlagWrite.by("test"));
        awaitCounted(servers.master());
        servers.awaitReplica();
        int former = servers.killMaster();
        shop.fail(4);
        servers.awaitFailover(former);

        Shop.soon("taken back")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> steps(shop).size() == 1);
        Shop.holds("once", Duration.ofSeconds(2), () -> steps(shop).size() == 1);
        assertThat(value(servers.master())).isEqualTo(GuardedShop.planAt(0));
    }

    private static void awaitCounted(RedisProcess redis) {
        Shop.soon("calls are counted")
                .until(() -> redis.run("EXISTS", "rollout:{feature:checkout}").equals("1"));
    }

    private static String counts(RedisProcess redis) {
        return redis.run("HGETALL", "rollout:{feature:checkout}");
    }

    private static String value(RedisProcess redis) {
        return redis.run("GET", "feature:checkout");
    }

    /** Returns the values that the plan has written, the newest first. */
    private static List<String> steps(GuardedShop shop) {
        try {
            return shop.bean(FeatureFlagAdmin.class).history("checkout", 1000).stream()
                    .filter(entry -> entry.via().equals("rollout"))
                    .map(entry -> String.valueOf(entry.after()))
                    .toList();
        } catch (FlagStoreException ex) {
            return List.of(); // Redis is away; the caller waits.
        }
    }

    private static String lastAfter(GuardedShop shop) {
        return shop.bean(FeatureFlagAdmin.class).history("checkout", 1).stream()
                .map(entry -> String.valueOf(entry.after()))
                .findFirst()
                .orElse("");
    }

    private Process startInstance(RedisProcess redis, int secondsAhead, int failing) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                GuardedShop.class.getName(),
                Integer.toString(redis.port()),
                Integer.toString(secondsAhead),
                Integer.toString(failing));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Path output = Files.createTempFile(folder, "instance", ".log");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        instances.add(process);
        Shop.soon("an instance has started")
                .atMost(Duration.ofMinutes(2))
                .failFast(() ->
                        assertThat(process.isAlive()).as("%s", text(output)).isTrue())
                .until(() -> text(output).contains("started !"));
        return process;
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
