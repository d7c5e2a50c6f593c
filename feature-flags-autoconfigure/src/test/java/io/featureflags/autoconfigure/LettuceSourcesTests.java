package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.featureflags.redis.connection.LettuceSource;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** The source of flags from the properties of an application without Spring Boot's module for Redis. */
class LettuceSourcesTests {

    private final SslBundles bundles = new DefaultSslBundleRegistry("internal-ca", SslBundle.systemDefault());

    @Test
    void defaultIsTheLocalServer() {
        RedisURI server = server();
        assertThat(server.getHost()).isEqualTo("localhost");
        assertThat(server.getPort()).isEqualTo(6379);
        assertThat(server.getDatabase()).isZero();
        assertThat(server.isSsl()).isFalse();
        assertThat(credentials(server)).isEqualTo("null:null");
    }

    @Test
    void readsHostPortUserPasswordAndDatabase() {
        RedisURI server = server("host=redis.internal", "port=7000", "username=prices", "password=p@ss", "database=3");
        assertThat(server.getHost()).isEqualTo("redis.internal");
        assertThat(server.getPort()).isEqualTo(7000);
        assertThat(server.getDatabase()).isEqualTo(3);
        assertThat(credentials(server)).isEqualTo("prices:p@ss");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://cache.internal, cache.internal, 6379, 0, false, null:null",
        "redis://cache.internal:7001, cache.internal, 7001, 0, false, null:null",
        "redis://secret@cache.internal, cache.internal, 6379, 0, false, null:secret",
        "redis://:secret@cache.internal/5, cache.internal, 6379, 5, false, null:secret",
        "rediss://stock:s%40:e@cache.internal:7002/15, cache.internal, 7002, 15, true, stock:s@:e",
        "redis+ssl://cache.internal, cache.internal, 6379, 0, true, null:null",
        "redis://cache_of_shop:7003/2, cache_of_shop, 7003, 2, false, null:null",
        "redis://stock:x@cache_of_shop, cache_of_shop, 6379, 0, false, stock:x"
    })
    void urlHasPrecedence(String url, String host, int port, int database, boolean tls, String credentials) {
        RedisURI server = server("url=" + url, "host=other", "port=1", "username=no", "password=no", "database=9");
        assertThat(server.getHost()).isEqualTo(host);
        assertThat(server.getPort()).isEqualTo(port);
        assertThat(server.getDatabase()).isEqualTo(database);
        assertThat(server.isSsl()).isEqualTo(tls);
        assertThat(credentials(server)).isEqualTo(credentials);
    }

    @Test
    void urlMayNameASocketOrSentinels() {
        assertThat(server("url=redis-socket:///run/redis.sock").getSocket()).isEqualTo("/run/redis.sock");
        RedisURI master = server("url=rediss-sentinel://secret@one:26379,two:26380/4#prices");
        assertThat(master.getSentinelMasterId()).isEqualTo("prices");
        assertThat(master.getDatabase()).isEqualTo(4);
        assertThat(master.isSsl()).isTrue();
        assertThat(master.getSentinels()).extracting(RedisURI::getHost).containsExactly("one", "two");
        assertThat(master.getSentinels()).allMatch(RedisURI::isSsl);
    }

    @Test
    void sentinelsHaveCredentialsOfTheirOwn() {
        RedisURI master = server(
                "sentinel.master=prices",
                "sentinel.nodes=one:5000,[2001:db8::1]:5001,three",
                "sentinel.username=watcher",
                "sentinel.password=eyes",
                "username=shop",
                "password=secret",
                "database=2",
                "ssl.enabled=true");
        assertThat(master.getSentinelMasterId()).isEqualTo("prices");
        assertThat(master.getDatabase()).isEqualTo(2);
        assertThat(credentials(master)).isEqualTo("shop:secret");
        assertThat(master.getSentinels()).extracting(RedisURI::getPort).containsExactly(5000, 5001, 26379);
        assertThat(master.getSentinels()).allMatch(RedisURI::isSsl);
        assertThat(master.getSentinels()).extracting(this::credentials).containsOnly("watcher:eyes");
    }

    @Test
    void nodesOfAClusterHaveTheCredentialsOfTheUrl() {
        LettuceSource source = source("cluster.nodes[0]=one:5000", "cluster.nodes[1]=two:5001", "url=rediss://a:b@x/7");
        assertThat(source.cluster()).isTrue();
        assertThat(source.servers()).extracting(RedisURI::getHost).containsExactly("one", "two");
        assertThat(source.servers()).extracting(this::credentials).containsOnly("a:b");
        assertThat(source.servers()).allMatch(RedisURI::isSsl);
        assertThat(source.servers()).extracting(RedisURI::getDatabase).containsOnly(0);
    }

    @Test
    void masterAndReplicasAreServers() {
        LettuceSource source = source("masterreplica.nodes=one:5000,two:5001", "database=4");
        assertThat(source.cluster()).isFalse();
        assertThat(source.servers()).extracting(RedisURI::getPort).containsExactly(5000, 5001);
        assertThat(source.servers()).extracting(RedisURI::getDatabase).containsOnly(4);
    }

    @Test
    void sentinelHasPrecedenceOverACluster() {
        LettuceSource source = source("cluster.nodes=one:1", "sentinel.master=m", "sentinel.nodes=two:2");
        assertThat(source.cluster()).isFalse();
        assertThat(source.servers()).extracting(RedisURI::getSentinelMasterId).containsExactly("m");
    }

    @Test
    void bundleMeansTlsUnlessItIsDisabled() {
        assertThat(server("ssl.bundle=internal-ca").isSsl()).isTrue();
        assertThat(server("ssl.bundle=internal-ca", "ssl.enabled=false").isSsl())
                .isFalse();
        assertThat(server("ssl.enabled=true").isSsl()).isTrue();
    }

    @Test
    void nameOfConnectionsIsRead() {
        assertThat(source("client-name=prices").clientName()).isEqualTo("prices");
        assertThat(source().clientName()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host=",
                "port=70000",
                "database=-1",
                "cluster.nodes=one:port",
                "cluster.nodes=",
                "masterreplica.nodes=one:99999",
                "ssl.bundle=internal-cs"
            })
    void invalidValueNamesItsProperty(String property) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> source(property))
                .matches(thrown ->
                        thrown.getName().equals("spring.data.redis." + property.substring(0, property.indexOf('='))))
                .satisfies(
                        thrown -> assertThat(thrown.getReason()).startsWith("Feature flags cannot connect to Redis: "));
    }

    /** Spring Boot shows an invalid value in its report of a failed start. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop:secret@cache.internal",
                "shop:secret@cache.internal:6379",
                "redis://shop:secret@cache.internal/prices",
                "redis://shop:secret@a b",
                "redis://shop:secret@",
                "redis-sentinel://secret@one"
            })
    void invalidUrlIsNotShown(String url) {
        assertThatIllegalStateException()
                .isThrownBy(() -> source("url=" + url))
                .withMessageStartingWith("spring.data.redis.url is not understood")
                .satisfies(thrown -> assertThat(thrown).hasNoCause().hasMessageNotContainingAny("secret", "internal"));
    }

    @Test
    void sentinelsNeedTheNameOfTheMaster() {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> source("sentinel.nodes=one:1"))
                .matches(thrown -> thrown.getName().equals("spring.data.redis.sentinel.master"));
    }

    @Test
    void unknownBundleHasASuggestion() {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> source("ssl.bundle=internal-cs"))
                .satisfies(thrown -> assertThat(thrown.getReason()).endsWith("Did you mean internal-ca?"));
    }

    private RedisURI server(String... properties) {
        LettuceSource source = source(properties);
        assertThat(source.cluster()).isFalse();
        assertThat(source.servers()).hasSize(1);
        return source.servers().get(0);
    }

    private LettuceSource source(String... properties) {
        Map<String, String> values = Arrays.stream(properties)
                .collect(Collectors.toMap(
                        property -> "spring.data.redis." + property.substring(0, property.indexOf('=')),
                        property -> property.substring(property.indexOf('=') + 1)));
        LettuceProperties bound = new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate(LettuceProperties.PREFIX, LettuceProperties.class);
        return LettuceSources.create(bound, bundles);
    }

    private String credentials(RedisURI address) {
        RedisCredentials found = Objects.requireNonNull(
                address.getCredentialsProvider().resolveCredentials().block());
        return found.getUsername() + ":" + text(found.getPassword());
    }

    private static @Nullable String text(char @Nullable [] password) {
        return password == null ? null : new String(password);
    }
}
