package io.featureflags.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A Redis that grants and revokes permissions while the application runs. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class PermissionTests {

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.on(
            redis.port(),
            "spring.data.redis.username=shop",
            "spring.data.redis.password=secret",
            "feature-flags.redis.poll-interval=100ms",
            "feature-flags.redis.reconcile-interval=500ms");

    @BeforeEach
    void grantAccess() {
        change("on", ">secret");
        change(Shop.MINIMAL.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test // R17, R18
    void fewPermissionsAreEnoughAndNoOtherIsUsed(CapturedOutput output) {
        redis.run("SET", "feature:only_in_redis", "true");
        redis.run("ACL", "LOG", "RESET");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            shop.awaitEnabled("only_in_redis", true);
            redis.run("SET", "feature:checkout", "true");
            shop.awaitEnabled("checkout", true);
            redis.run("DEL", "feature:checkout");
            shop.awaitSource("checkout", Source.CONFIGURATION);
            redis.run("RPUSH", "feature:checkout", "true");
            Shop.soon("logged").untilAsserted(() -> assertThat(output).contains("WRONGTYPE"));
            redis.run("CLIENT", "KILL", "USER", "shop");
            redis.run("SET", "feature:checkout", "x".repeat(2_000_000));
            Shop.soon("logged").untilAsserted(() -> assertThat(output).contains("it has more than"));
            redis.run("FLUSHALL");
            shop.awaitSource("only_in_redis", Source.LAST_KNOWN);
            redis.run("SET", "feature:checkout", "true");
            shop.awaitEnabled("checkout", true);

            assertThat(shop.status().reason()).isNull();
            // The driver sends its name and subscribes to maintenance notices, if the server supports them. Changes are
            // not recorded, since that needs more permissions, of which the first commands are EVAL and PING.
            assertThat(deniedCommands()).allMatch(denied -> denied.matches("client.*|audit.*|xrevrange|ping|eval"));
        });
        assertThat(redis.run("INFO", "commandstats"))
                .contains("cmdstat_mget")
                .doesNotContain("cmdstat_keys", "cmdstat_scan", "cmdstat_config", "cmdstat_pubsub", "subscribe");
    }

    @Test
    void wrongPasswordIsLoggedOnceAndCorrectedWithoutARestart(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "true");
        runner.withPropertyValues("spring.data.redis.password=wrong").run(context -> {
            Shop shop = Shop.of(context);
            Shop.soon("logged")
                    .untilAsserted(() ->
                            assertThat(output).contains("Redis does not answer").contains("WRONGPASS"));
            assertThat(shop.status().mode()).isEqualTo(SyncMode.DOWN);
            assertThat(shop.status().reason()).contains("WRONGPASS");
            change(">wrong");

            shop.awaitEnabled("checkout", true);
            shop.awaitMode(SyncMode.TRACKING);
            assertThat(output).containsOnlyOnce("Redis does not answer");
        });
    }

    @Test
    void changedPasswordAppliesAtTheNextConnection(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            change("resetpass", ">other");
            redis.run("SET", "feature:checkout", "false");
            shop.awaitEnabled("checkout", false);
            redis.run("CLIENT", "KILL", "USER", "shop");
            shop.awaitMode(SyncMode.DOWN);
            redis.run("SET", "feature:checkout", "true");
            Shop.holds("the last value", Duration.ofSeconds(1), () -> !shop.isEnabled("checkout"));
            assertThat(shop.source("checkout")).isEqualTo(Source.LAST_KNOWN);
            assertThat(output).containsOnlyOnce("Redis does not answer");
            change(">secret");

            shop.awaitEnabled("checkout", true);
            shop.awaitMode(SyncMode.TRACKING);
        });
    }

    @Test
    void forbiddenKeysKeepTheirValuesUntilTheyArePermitted(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "true");
        // Redis does not report permissions, and the next reconciliation is far away.
        runner.withPropertyValues("feature-flags.redis.reconcile-interval=1h").run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            change("resetkeys", "~elsewhere:*");
            redis.run("SET", "feature:checkout", "false");
            shop.awaitSource("checkout", Source.LAST_KNOWN);
            redis.run("DEL", "feature:checkout");
            redis.run("SET", "feature:checkout", "false");
            Shop.holds("the last value", Duration.ofSeconds(2), () -> shop.isEnabled("checkout"));
            assertThat(output).containsOnlyOnce("Redis key feature:checkout cannot be read: NOPERM");
            change("~feature:*");

            shop.awaitEnabled("checkout", false);
            shop.awaitSource("checkout", Source.REDIS);
            shop.awaitMode(SyncMode.TRACKING);
        });
    }

    @Test
    void forbiddenCommandIsAnOutageUntilItIsPermitted(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            change("-mget");
            redis.run("SET", "feature:checkout", "10%");
            shop.awaitEnabled("checkout", false); // Read one by one, as long as that is permitted.
            redis.run("SET", "feature:checkout", "true");
            shop.awaitEnabled("checkout", true);
            assertThat(shop.source("checkout")).isEqualTo(Source.REDIS);
            change("-get");
            redis.run("SET", "feature:checkout", "false");
            shop.awaitMode(SyncMode.DOWN);
            assertThat(shop.status().reason()).contains("NOPERM", "'get'");
            Shop.holds("the last value", Duration.ofSeconds(1), () -> shop.isEnabled("checkout"));
            assertThat(shop.source("checkout")).isEqualTo(Source.LAST_KNOWN);
            change("+get");

            shop.awaitEnabled("checkout", false);
            shop.awaitMode(SyncMode.TRACKING);
            assertThat(output).containsOnlyOnce("Redis does not answer");
        });
    }

    @Test
    void pollsUntilTrackingIsPermitted(CapturedOutput output) {
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            change("-client", "+client|setname");
            redis.run("CLIENT", "KILL", "USER", "shop");
            shop.awaitMode(SyncMode.POLLING);
            assertThat(shop.status().reason()).contains("NOPERM");
            redis.run("SET", "feature:checkout", "true");
            shop.awaitEnabled("checkout", true);
            Shop.holds("polled", Duration.ofSeconds(2), () -> shop.status().mode() == SyncMode.POLLING);
            assertThat(output).containsOnlyOnce("Client tracking is not active (Redis returned NOPERM");
            change("+client|tracking");

            shop.awaitMode(SyncMode.TRACKING);
            assertThat(shop.status().reason()).isNull();
            redis.run("SET", "feature:checkout", "false");
            shop.awaitEnabled("checkout", false);
        });
    }

    @Test
    void connectionLastsWithoutThePermissionToPing() {
        change("-ping");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            String connections = connectionsMade();
            Shop.holds(
                    "the same connection",
                    Duration.ofSeconds(3),
                    () -> connectionsMade().equals(connections));
            redis.run("SET", "feature:checkout", "true");
            shop.awaitEnabled("checkout", true);
        });
    }

    @Test
    void removedAndRestoredUserHasAccessAgain() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            redis.run("ACL", "DELUSER", "shop");
            shop.awaitMode(SyncMode.DOWN);
            assertThat(shop.isEnabled("checkout")).isTrue();
            redis.run("SET", "feature:checkout", "false");
            grantAccess();

            shop.awaitEnabled("checkout", false);
            shop.awaitMode(SyncMode.TRACKING);
        });
    }

    private String connectionsMade() {
        return redis.run("CLIENT", "LIST")
                .lines()
                // The connection of the audit trail comes and goes.
                .filter(line -> line.contains("name=shop-flags") && !line.contains("redir=-1"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList()
                .toString();
    }

    private void change(String... rules) {
        redis.run(Stream.concat(Stream.of("ACL", "SETUSER", "shop"), Stream.of(rules))
                .toArray(String[]::new));
    }

    private List<String> deniedCommands() {
        List<String> lines = redis.run("ACL", "LOG").lines().toList();
        return Stream.iterate(0, line -> line < lines.size() - 1, line -> line + 1)
                .filter(line -> lines.get(line).equals("object"))
                .map(line -> lines.get(line + 1))
                .toList();
    }
}
