package io.featureflags.redis.connection;

import static io.featureflags.testing.FollowingApplication.connections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.FollowingApplication;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Restarts;
import io.featureflags.testing.SelfSigned;
import io.featureflags.testing.TcpRelay;
import io.lettuce.core.internal.HostAndPort;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.DnsResolver;
import io.lettuce.core.resource.MappingSocketAddressResolver;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** R35: our connections are made as the application's are, but behave as ours. */
@Tag("fault")
class ConnectionTests {

    private static final String FLAG = "checkout";

    private final RedisProcess redis = RedisProcess.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void followsOverTlsWithAnSslBundle() {
        try (SelfSigned signed = SelfSigned.create();
                TcpRelay tls = TcpRelay.tls(redis.port(), signed.serverContext())) {
            runner(tls.port())
                    .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                    .withPropertyValues(
                            "spring.data.redis.ssl.bundle=redis",
                            "spring.ssl.bundle.pem.redis.truststore.certificate=file:" + signed.certificate())
                    .run(context -> {
                        FollowingApplication app = FollowingApplication.of(context);
                        app.awaitMode(SyncMode.TRACKING);
                        follows(app);
                        tls.cut();
                        follows(app);
                        assertThat(app.mode()).isEqualTo(SyncMode.TRACKING);
                    });
        }
    }

    @Test
    void trustsNobodyWhoIsNotInTheBundle() {
        try (SelfSigned signed = SelfSigned.create();
                SelfSigned other = SelfSigned.create();
                TcpRelay tls = TcpRelay.tls(redis.port(), signed.serverContext())) {
            redis.run("SET", "feature:checkout", "true");
            runner(tls.port())
                    .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                    .withPropertyValues(
                            "feature-flags.redis.startup-wait=0s",
                            "spring.data.redis.ssl.bundle=redis",
                            "spring.ssl.bundle.pem.redis.truststore.certificate=file:" + other.certificate())
                    .run(context -> {
                        FollowingApplication app = FollowingApplication.of(context);
                        await().until(() ->
                                String.valueOf(app.store().status().reason()).contains("PKIX"));
                        assertThat(app.isOn(FLAG)).isFalse();
                    });
        }
    }

    @Test
    void followsAsAUserWithAPassword() {
        redis.run("ACL", "SETUSER", "shop", "on", ">secret", "~feature:*", "+@all");
        runner(redis.port())
                .withPropertyValues("spring.data.redis.username=shop", "spring.data.redis.password=secret")
                .run(context -> {
                    follows(FollowingApplication.of(context));
                    await().untilAsserted(() -> assertThat(connections(redis))
                            .singleElement()
                            .asString()
                            .contains("user=shop"));
                });
    }

    @Test
    void followsInAnotherDatabaseAndIsNotMisledByTheFirst() {
        runner(0)
                .withPropertyValues("spring.data.redis.url=redis://127.0.0.1:" + redis.port() + "/3")
                .run(context -> {
                    FollowingApplication app = FollowingApplication.of(context);
                    app.awaitMode(SyncMode.TRACKING);
                    for (boolean on : new boolean[] {true, false, true}) {
                        redis.run("SET", "feature:checkout", Boolean.toString(!on));
                        inDatabase(3, Boolean.toString(on));
                        app.awaitAgreement(Map.of(FLAG, on));
                        redis.run("SET", "feature:checkout", Boolean.toString(!on)); // Told, too: the key is the same.
                        inDatabase(3, Boolean.toString(on));
                        app.awaitAgreement(Map.of(FLAG, on));
                    }
                });
    }

    @Test
    void tellsThoughTheApplicationInsistsOnTheOldProtocol() {
        runner(redis.port()).withUserConfiguration(OldProtocol.class).run(context -> {
            FollowingApplication app = FollowingApplication.of(context);
            app.awaitMode(SyncMode.TRACKING);
            follows(app);
        });
    }

    @Test
    void hasItsOwnNameAndItsOwnPatience() {
        runner(redis.port())
                .withPropertyValues(
                        "spring.data.redis.client-name=theirs",
                        "spring.data.redis.timeout=60s",
                        "spring.data.redis.connect-timeout=60s")
                .run(context -> {
                    FollowingApplication app = FollowingApplication.of(context);
                    follows(app);
                    await().untilAsserted(() -> assertThat(connections(redis)).hasSize(1));
                    redis.freeze();
                    app.awaitSource(FLAG, Source.LAST_KNOWN); // Waits a quarter of the application's patience at most.
                    app.awaitMode(SyncMode.DOWN);
                    redis.thaw();
                    follows(app);
                    await().untilAsserted(() -> assertThat(connections(redis)).hasSize(1));
                });
    }

    @Test
    void goesThroughTheNetworkAsTheApplicationDoes() {
        runner(6379)
                .withPropertyValues("spring.data.redis.host=redis.behind.nat.invalid", "real=" + redis.port())
                .withUserConfiguration(BehindNat.class)
                .run(context -> {
                    FollowingApplication app = FollowingApplication.of(context);
                    app.awaitMode(SyncMode.TRACKING);
                    follows(app);
                });
    }

    @Test
    @DisplayName("R26: a link that hangs is noticed by its own heartbeat, and the next one is used")
    void linkThatHangsIsNoticed() {
        try (TcpRelay relay = TcpRelay.to(redis.port())) {
            runner(relay.port()).run(context -> {
                FollowingApplication app = FollowingApplication.of(context);
                follows(app);
                relay.drop();
                app.awaitSource(FLAG, Source.LAST_KNOWN);
                relay.heal();
                follows(app);
                await().until(() -> connections(redis).size() == 1);
            });
        }
    }

    @Test
    @DisplayName("R35: a hundred restarts and ten thousand changes and checks leave no connection behind")
    void restartsLeaveNoConnectionBehind() {
        runner(redis.port()).run(context -> Restarts.leaveNothingBehind(context, redis));
    }

    private void follows(FollowingApplication app) {
        for (boolean on : new boolean[] {true, false, true}) {
            redis.run("SET", "feature:checkout", Boolean.toString(on));
            app.awaitAgreement(Map.of(FLAG, on));
        }
    }

    private void inDatabase(int database, String value) {
        redis.run(
                "EVAL",
                "redis.call('SELECT', ARGV[1]) redis.call('SET', KEYS[1], ARGV[2])",
                "1",
                "feature:checkout",
                Integer.toString(database),
                value);
    }

    private static ApplicationContextRunner runner(int port) {
        return FollowingApplication.runner(List.of(FLAG))
                .withPropertyValues("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port);
    }

    @Configuration(proxyBeanMethods = false)
    static class OldProtocol {

        @Bean
        LettuceClientOptionsBuilderCustomizer oldProtocol() {
            return options -> options.protocolVersion(ProtocolVersion.RESP2);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class BehindNat {

        @Bean
        ClientResourcesBuilderCustomizer behindNat(Environment environment) {
            HostAndPort real = HostAndPort.of("127.0.0.1", environment.getRequiredProperty("real", Integer.class));
            return resources -> resources.socketAddressResolver(
                    MappingSocketAddressResolver.create(DnsResolver.unresolved(), address -> real));
        }
    }
}
