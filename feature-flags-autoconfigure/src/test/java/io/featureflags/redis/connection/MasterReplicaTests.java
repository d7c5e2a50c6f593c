package io.featureflags.redis.connection;

import static io.featureflags.testing.Shop.connections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.autoconfigure.FeatureFlagsRedis;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** An application with a static master and its replicas. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class MasterReplicaTests {

    private static final String FLAG = "checkout";

    private final RedisProcess master = RedisProcess.start("--repl-diskless-sync-delay", "0");

    private final RedisProcess replica =
            RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(master.port()));

    private final ApplicationContextRunner runner = Shop.withFlags(List.of(FLAG))
            .withPropertyValues("spring.data.redis.masterreplica.nodes=127.0.0.1:" + master.port() + ",127.0.0.1:"
                    + replica.port());

    @AfterEach
    void stop() {
        replica.close();
        master.close();
    }

    @Test
    void followsTheFirstNodeOrElseTheOther(CapturedOutput output) {
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            follows(shop, master);
            await().untilAsserted(() -> assertThat(connections(master)).hasSize(1));
            assertThat(connections(replica)).isEmpty();

            awaitReplicated("true");
            master.kill();
            await().untilAsserted(() -> assertThat(connections(replica)).hasSize(1));
            replica.run("REPLICAOF", "NO", "ONE");
            follows(shop, replica);
            assertThat(shop.status().mode()).isEqualTo(SyncMode.TRACKING);
            assertThat(output).doesNotContain("Redis does not answer");
        });
    }

    @Test
    void cutConnectionReturnsToTheFirstNode() {
        runner.run(context -> {
            Shop shop = Shop.of(context);
            for (int cut = 0; cut < 3; cut++) {
                master.run("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
                follows(shop, master);
                await().untilAsserted(() -> assertThat(connections(master)).hasSize(1));
                assertThat(connections(replica)).isEmpty();
            }
        });
    }

    @Test
    void firstCallHasItsValueIfTheFirstNodeIsDown() {
        master.run("SET", "feature:checkout", "true");
        awaitReplicated("true");
        master.kill();
        runner.run(context -> assertThat(Shop.of(context).isEnabled(FLAG)).isTrue());
    }

    @Test
    void followsAsAUserWithAPassword() {
        List.of(master, replica)
                .forEach(node -> node.run("ACL", "SETUSER", "shop", "on", ">secret", "~feature:*", "+@all"));
        runner.withPropertyValues("spring.data.redis.username=shop", "spring.data.redis.password=secret")
                .run(context -> {
                    Shop shop = Shop.of(context);
                    follows(shop, master);
                    await().untilAsserted(() -> assertThat(connections(master))
                            .singleElement()
                            .asString()
                            .contains("user=shop"));
                    awaitReplicated("true");
                    master.kill();
                    await().untilAsserted(() -> assertThat(connections(replica))
                            .singleElement()
                            .asString()
                            .contains("user=shop"));
                });
    }

    @Test
    void followsWithAConnectionFactoryOfTheApplication() {
        Shop.withFlags(List.of(FLAG))
                .withPropertyValues("master=" + master.port(), "replica=" + replica.port())
                .withUserConfiguration(OwnMasterReplica.class)
                .run(context -> {
                    Shop shop = Shop.of(context);
                    shop.awaitMode(SyncMode.TRACKING);
                    follows(shop, master);
                });
    }

    @Test
    void factoryForFlagsTakesPrecedenceOverTheProperties() {
        try (RedisProcess other = RedisProcess.start()) {
            runner.withPropertyValues("other=" + other.port())
                    .withUserConfiguration(FlagsFactory.class)
                    .run(context -> {
                        Shop shop = Shop.of(context);
                        follows(shop, other);
                        assertThat(connections(master)).isEmpty();
                    });
        }
    }

    private void follows(Shop shop, RedisProcess server) {
        for (boolean on : new boolean[] {false, true}) {
            server.run("SET", "feature:checkout", Boolean.toString(on));
            shop.awaitAgreement(Map.of(FLAG, on));
        }
    }

    private void awaitReplicated(String value) {
        await().until(() -> replica.run("GET", "feature:checkout").equals(value));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnMasterReplica {

        @Bean
        RedisStaticMasterReplicaConfiguration masterReplica(Environment environment) {
            RedisStaticMasterReplicaConfiguration nodes = new RedisStaticMasterReplicaConfiguration(
                    "127.0.0.1", environment.getRequiredProperty("master", Integer.class));
            nodes.addNode("127.0.0.1", environment.getRequiredProperty("replica", Integer.class));
            return nodes;
        }

        @Bean
        LettuceConnectionFactory redisConnectionFactory(RedisStaticMasterReplicaConfiguration masterReplica) {
            return new LettuceConnectionFactory(masterReplica);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FlagsFactory {

        @Bean
        @FeatureFlagsRedis
        RedisConnectionFactory flagsFactory(Environment environment) {
            return new LettuceConnectionFactory("127.0.0.1", environment.getRequiredProperty("other", Integer.class));
        }
    }
}
