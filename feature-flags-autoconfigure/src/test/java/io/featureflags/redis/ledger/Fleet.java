package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

/** Many instances of one application on one Redis, whose commands and connections are counted. */
final class Fleet {

    private static final Pattern CONNECTIONS = Pattern.compile("total_connections_received:(\\d+)");

    private final RedisProcess redis;

    private final ApplicationContextRunner runner;

    private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

    /** Connections of the test itself: one for each of its commands. */
    private int ownConnections;

    Fleet(RedisProcess redis, ApplicationContextRunner runner) {
        this.redis = redis;
        this.runner = runner;
    }

    /** Runs a test while the given number of instances follow Redis; the last one started is the recorder. */
    void run(int count, Runnable test) {
        if (count == 0) {
            instances.forEach(instance -> Shop.of(instance).awaitMode(SyncMode.TRACKING));
            test.run();
            return;
        }
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            instances.add(context.getSourceApplicationContext(ConfigurableApplicationContext.class));
            run(count - 1, test);
        });
    }

    List<ConfigurableApplicationContext> instances() {
        return instances;
    }

    /** Runs one command as redis-cli does. */
    String run(String... command) {
        ownConnections++;
        return redis.run(command);
    }

    /** Waits until all running instances have the answer, and the history has exactly these values, the newest first. */
    void await(boolean enabled, String... recorded) {
        for (ConfigurableApplicationContext instance : instances) {
            if (instance.isActive()) {
                Shop.of(instance).awaitEnabled("checkout", enabled);
            }
        }
        Shop.soon("recorded").untilAsserted(() -> assertThat(changes()).containsExactly(recorded));
    }

    /** Returns the recorded changes, the newest first. */
    List<String> changes() {
        List<String> changes = new ArrayList<>();
        String before = "";
        String field = "";
        for (String line :
                run("XREVRANGE", "audit:{feature:checkout}", "+", "-").lines().toList()) {
            if (field.equals("before")) {
                before = line;
            } else if (field.equals("after")) {
                changes.add(before + " " + line);
            }
            field = line;
        }
        return changes;
    }

    /** Returns what the instances have sent until now. */
    Traffic traffic() {
        Matcher connections = CONNECTIONS.matcher(run("INFO", "stats"));
        assertThat(connections.find()).isTrue();
        long received = Long.parseLong(connections.group(1)) - ownConnections;
        ownConnections += 3;
        return new Traffic(
                Shop.calls(redis, "eval") + Shop.calls(redis, "evalsha"), Shop.calls(redis, "mget"), received);
    }

    /** What the instances have sent: scripts, readings of values, and new connections. */
    record Traffic(long scripts, long reads, long connections) {

        Traffic since(Traffic before) {
            return new Traffic(scripts - before.scripts, reads - before.reads, connections - before.connections);
        }
    }
}
