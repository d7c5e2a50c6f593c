package io.featureflags.redis.connection;

import static io.featureflags.testing.Shop.connections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Restarts;
import io.featureflags.testing.SelfSigned;
import io.featureflags.testing.Shop;
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

/** R35: the connections for flags have the application's configuration, but their own name and timeouts. */
@Tag("waiting")
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
                        Shop shop = Shop.of(context);
                        shop.awaitMode(SyncMode.TRACKING);
                        follows(shop);
                        tls.cut();
                        follows(shop);
                        assertThat(shop.status().mode()).isEqualTo(SyncMode.TRACKING);
                    });
        }
    }

    @Test
    void trustsNoCertificateOutsideTheBundle() {
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
                        Shop shop = Shop.of(context);
                        await().until(() ->
                                String.valueOf(shop.status().reason()).contains("PKIX"));
                        assertThat(shop.isEnabled(FLAG)).isFalse();
                    });
        }
    }

    @Test
    void followsAsAUserWithAPassword() {
        redis.run("ACL", "SETUSER", "shop", "on", ">secret", "~feature:*", "+@all");
        runner(redis.port())
                .withPropertyValues("spring.data.redis.username=shop", "spring.data.redis.password=secret")
                .run(context -> {
                    follows(Shop.of(context));
                    await().untilAsserted(() -> assertThat(connections(redis))
                            .singleElement()
                            .asString()
                            .contains("user=shop"));
                });
    }

    @Test
    void followsInAnotherDatabaseAndIgnoresTheFirst() {
        runner(0)
                .withPropertyValues("spring.data.redis.url=redis://127.0.0.1:" + redis.port() + "/3")
                .run(context -> {
                    Shop shop = Shop.of(context);
                    shop.awaitMode(SyncMode.TRACKING);
                    for (boolean on : new boolean[] {true, false, true}) {
                        redis.run("SET", "feature:checkout", Boolean.toString(!on));
                        inDatabase(3, Boolean.toString(on));
                        shop.awaitAgreement(Map.of(FLAG, on));
                        // Reported, too: the key is the same.
                        redis.run("SET", "feature:checkout", Boolean.toString(!on));
                        inDatabase(3, Boolean.toString(on));
                        shop.awaitAgreement(Map.of(FLAG, on));
                    }
                });
    }

    @Test
    void tracksEvenIfTheApplicationRequiresTheOldProtocol() {
        runner(redis.port()).withUserConfiguration(OldProtocol.class).run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            follows(shop);
        });
    }

    @Test
    void hasItsOwnNameAndItsOwnTimeouts() {
        runner(redis.port())
                .withPropertyValues(
                        "spring.data.redis.client-name=application",
                        "spring.data.redis.timeout=60s",
                        "spring.data.redis.connect-timeout=60s")
                .run(context -> {
                    Shop shop = Shop.of(context);
                    follows(shop);
                    await().untilAsserted(() -> assertThat(connections(redis)).hasSize(1));
                    redis.freeze();
                    shop.awaitSource(FLAG, Source.LAST_KNOWN); // Within a quarter of the application's timeout.
                    shop.awaitMode(SyncMode.DOWN);
                    redis.thaw();
                    follows(shop);
                    await().untilAsserted(() -> assertThat(connections(redis)).hasSize(1));
                });
    }

    @Test
    void usesTheNetworkSettingsOfTheApplication() {
        runner(6379)
                .withPropertyValues("spring.data.redis.host=redis.behind.nat.invalid", "real=" + redis.port())
                .withUserConfiguration(BehindNat.class)
                .run(context -> {
                    Shop shop = Shop.of(context);
                    shop.awaitMode(SyncMode.TRACKING);
                    follows(shop);
                });
    }

    @Test
    @DisplayName("R26: a link that hangs is noticed by its own heartbeat, and the next one is used")
    void hangingLinkIsNoticed() {
        try (TcpRelay relay = TcpRelay.to(redis.port())) {
            runner(relay.port()).run(context -> {
                Shop shop = Shop.of(context);
                follows(shop);
                relay.drop();
                shop.awaitSource(FLAG, Source.LAST_KNOWN);
                relay.heal();
                follows(shop);
                await().until(() -> connections(redis).size() == 1);
            });
        }
    }

    @Test
    @DisplayName("R35: a hundred restarts and ten thousand changes and checks leave no connection behind")
    void restartsLeaveNoConnectionBehind() {
        runner(redis.port()).run(context -> Restarts.leaveNothingBehind(context, redis));
    }

    private void follows(Shop shop) {
        for (boolean on : new boolean[] {true, false, true}) {
            redis.run("SET", "feature:checkout", Boolean.toString(on));
            shop.awaitAgreement(Map.of(FLAG, on));
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
        return Shop.withFlags(List.of(FLAG))
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
