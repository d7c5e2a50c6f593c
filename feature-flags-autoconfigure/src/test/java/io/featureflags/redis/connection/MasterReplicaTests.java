package io.featureflags.redis.connection;

import static io.featureflags.testing.FollowingApplication.connections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.autoconfigure.FeatureFlagsRedis;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.FollowingApplication;
import io.featureflags.testing.RedisProcess;
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

/** An application that names a master and its replicas. */
@Tag("fault")
@ExtendWith(OutputCaptureExtension.class)
class MasterReplicaTests {

    private static final String FLAG = "checkout";

    private final RedisProcess master = RedisProcess.start("--repl-diskless-sync-delay", "0");

    private final RedisProcess replica =
            RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(master.port()));

    private final ApplicationContextRunner runner = FollowingApplication.runner(List.of(FLAG))
            .withPropertyValues("spring.data.redis.masterreplica.nodes=127.0.0.1:" + master.port() + ",127.0.0.1:"
                    + replica.port());

    @AfterEach
    void stop() {
        replica.close();
        master.close();
    }

    @Test
    void followsTheFirstNodeAndWithoutItTheOther(CapturedOutput output) {
        runner.run(context -> {
            FollowingApplication app = FollowingApplication.of(context);
            app.awaitMode(SyncMode.TRACKING);
            follows(app, master);
            await().untilAsserted(() -> assertThat(connections(master)).hasSize(1));
            assertThat(connections(replica)).isEmpty();

            replicaKnows("true");
            master.kill();
            await().untilAsserted(() -> assertThat(connections(replica)).hasSize(1));
            replica.run("REPLICAOF", "NO", "ONE");
            follows(app, replica);
            assertThat(app.mode()).isEqualTo(SyncMode.TRACKING);
            assertThat(output).doesNotContain("Redis does not answer");
        });
    }

    @Test
    void connectionThatIsCutComesBackToTheFirstNode() {
        runner.run(context -> {
            FollowingApplication app = FollowingApplication.of(context);
            for (int cut = 0; cut < 3; cut++) {
                master.run("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
                follows(app, master);
                await().untilAsserted(() -> assertThat(connections(master)).hasSize(1));
                assertThat(connections(replica)).isEmpty();
            }
        });
    }

    @Test
    void firstCallHasItsValueThoughTheFirstNodeIsDown() {
        master.run("SET", "feature:checkout", "true");
        replicaKnows("true");
        master.kill();
        runner.run(context ->
                assertThat(FollowingApplication.of(context).isOn(FLAG)).isTrue());
    }

    @Test
    void followsAsAUserWithAPassword() {
        List.of(master, replica)
                .forEach(node -> node.run("ACL", "SETUSER", "shop", "on", ">secret", "~feature:*", "+@all"));
        runner.withPropertyValues("spring.data.redis.username=shop", "spring.data.redis.password=secret")
                .run(context -> {
                    FollowingApplication app = FollowingApplication.of(context);
                    follows(app, master);
                    await().untilAsserted(() -> assertThat(connections(master))
                            .singleElement()
                            .asString()
                            .contains("user=shop"));
                    replicaKnows("true");
                    master.kill();
                    await().untilAsserted(() -> assertThat(connections(replica))
                            .singleElement()
                            .asString()
                            .contains("user=shop"));
                });
    }

    @Test
    void followsWhereTheApplicationMakesItsFactoryItself() {
        FollowingApplication.runner(List.of(FLAG))
                .withPropertyValues("master=" + master.port(), "replica=" + replica.port())
                .withUserConfiguration(OwnMasterReplica.class)
                .run(context -> {
                    FollowingApplication app = FollowingApplication.of(context);
                    app.awaitMode(SyncMode.TRACKING);
                    follows(app, master);
                });
    }

    @Test
    void factoryThatIsChosenForFlagsIsNotMistakenForThatOfTheProperties() {
        try (RedisProcess other = RedisProcess.start()) {
            runner.withPropertyValues("other=" + other.port())
                    .withUserConfiguration(Chosen.class)
                    .run(context -> {
                        FollowingApplication app = FollowingApplication.of(context);
                        follows(app, other);
                        assertThat(connections(master)).isEmpty();
                    });
        }
    }

    private void follows(FollowingApplication app, RedisProcess server) {
        for (boolean on : new boolean[] {false, true}) {
            server.run("SET", "feature:checkout", Boolean.toString(on));
            app.awaitAgreement(Map.of(FLAG, on));
        }
    }

    private void replicaKnows(String value) {
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
    static class Chosen {

        @Bean
        @FeatureFlagsRedis
        RedisConnectionFactory flagsFactory(Environment environment) {
            return new LettuceConnectionFactory("127.0.0.1", environment.getRequiredProperty("other", Integer.class));
        }
    }
}
