package io.featureflags.autoconfigure;

import io.featureflags.autoconfigure.LettuceProperties.Nodes;
import io.featureflags.autoconfigure.LettuceProperties.Sentinel;
import io.featureflags.autoconfigure.LettuceProperties.Ssl;
import io.featureflags.redis.connection.LettuceSource;
import io.featureflags.text.NearestName;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.util.StringUtils;

/** Creates the source of flags from {@code spring.data.redis}, with the precedence of Spring Boot's module for Redis. */
final class LettuceSources {

    private static final int DEFAULT_SENTINEL_PORT = 26379;

    private final LettuceProperties properties;

    /** The server of the URL, or else of host and port. Its user, password and database apply to all other servers. */
    private final RedisURI server;

    private final boolean tls;

    private LettuceSources(LettuceProperties properties) {
        this.properties = properties;
        this.server = StringUtils.hasText(properties.url()) ? parsed(properties.url()) : server(properties);
        Ssl ssl = properties.ssl();
        this.tls = server.isSsl() || (ssl.enabled() == null ? StringUtils.hasLength(ssl.bundle()) : ssl.enabled());
    }

    /**
     * Creates the source.
     *
     * @param properties the properties
     * @param bundles the SSL bundles of the application; null if there are none
     * @return the source
     * @throws InvalidConfigurationPropertyValueException if a property has no valid value
     */
    static LettuceSource create(LettuceProperties properties, @Nullable SslBundles bundles) {
        LettuceSources sources = new LettuceSources(properties);
        List<RedisURI> servers = sources.servers();
        for (RedisURI server : servers) {
            sources.useTls(server);
        }
        return new LettuceSource(
                servers,
                properties.sentinel() == null && properties.cluster() != null,
                sources.options(bundles),
                null,
                StringUtils.hasText(properties.clientName()) ? properties.clientName() : null);
    }

    private List<RedisURI> servers() {
        Sentinel sentinel = properties.sentinel();
        Nodes cluster = properties.cluster();
        Nodes masterReplica = properties.masterreplica();
        if (sentinel != null) {
            return List.of(master(sentinel));
        }
        if (cluster != null) {
            return nodes("cluster.nodes", cluster.nodes());
        }
        return masterReplica == null ? List.of(server) : nodes("masterreplica.nodes", masterReplica.nodes());
    }

    private RedisURI master(Sentinel sentinel) {
        String name = sentinel.master();
        if (!StringUtils.hasText(name)) {
            throw invalid("sentinel.master", name, "the name of the master is missing");
        }
        RedisURI.Builder master = RedisURI.builder()
                .withAuthentication(server)
                .withDatabase(server.getDatabase())
                .withSentinelMasterId(name);
        for (String node : required("sentinel.nodes", sentinel.nodes())) {
            RedisURI.Builder address = address("sentinel.nodes", node, DEFAULT_SENTINEL_PORT);
            authenticate(address, sentinel.username(), sentinel.password());
            master.withSentinel(address.build());
        }
        return master.build();
    }

    private List<RedisURI> nodes(String property, List<String> nodes) {
        return required(property, nodes).stream()
                .map(node -> address(property, node, RedisURI.DEFAULT_REDIS_PORT)
                        .withAuthentication(server)
                        .withDatabase(properties.cluster() == null ? server.getDatabase() : 0)
                        .build())
                .toList();
    }

    private static List<String> required(String property, List<String> nodes) {
        if (nodes.isEmpty()) {
            throw invalid(property, "", "at least one address is needed, such as redis.example.com:6379");
        }
        return nodes;
    }

    private static RedisURI.Builder address(String property, String node, int defaultPort) {
        int colon = node.lastIndexOf(':');
        boolean hasPort = colon > node.lastIndexOf(']') && colon == node.indexOf(':', Math.max(0, node.indexOf(']')));
        String host = hasPort ? node.substring(0, colon) : node;
        try {
            int port = hasPort ? Integer.parseInt(node.substring(colon + 1)) : defaultPort;
            return RedisURI.builder().withHost(host.trim()).withPort(port);
        } catch (IllegalArgumentException | IllegalStateException ex) {
            throw invalid(property, node, "an address is a host and a port, such as redis.example.com:6379");
        }
    }

    private static RedisURI server(LettuceProperties properties) {
        RedisURI.Builder server = RedisURI.builder();
        try {
            server.withHost(properties.host());
        } catch (IllegalArgumentException | IllegalStateException ex) {
            throw invalid("host", properties.host(), "a host name is needed");
        }
        try {
            server.withPort(properties.port());
        } catch (IllegalArgumentException | IllegalStateException ex) {
            throw invalid("port", properties.port(), "a port is a number from 1 to 65535");
        }
        try {
            server.withDatabase(properties.database());
        } catch (IllegalArgumentException | IllegalStateException ex) {
            throw invalid("database", properties.database(), "a database has a number from 0");
        }
        authenticate(server, properties.username(), properties.password());
        return server.build();
    }

    private static void authenticate(RedisURI.Builder address, @Nullable String username, @Nullable String password) {
        if (!StringUtils.hasLength(password)) {
            return;
        }
        if (StringUtils.hasText(username)) {
            address.withAuthentication(username, password);
        } else {
            address.withPassword(password);
        }
    }

    private static RedisURI parsed(String url) {
        try {
            return withoutPortInHost(RedisURI.create(url.trim()));
        } catch (IllegalArgumentException | IllegalStateException ex) {
            // Neither with its cause nor as an invalid value, both of which Spring Boot would log with the password.
            throw new IllegalStateException(LettuceProperties.PREFIX
                    + ".url is not understood, and is not shown because of its password. Feature flags cannot connect to"
                    + " Redis: a URL is redis://user:password@host:port/database, with the scheme redis, rediss,"
                    + " redis-socket, redis-sentinel or rediss-sentinel, and with special characters of user and password"
                    + " encoded");
        }
    }

    /** Corrects a host name with an underscore, as containers have it: Lettuce takes its port for a part of the name. */
    private static RedisURI withoutPortInHost(RedisURI parsed) {
        String host = parsed.getHost();
        int colon = host == null ? -1 : host.lastIndexOf(':');
        if (host == null || colon < 0 || colon != host.indexOf(':')) {
            return parsed;
        }
        return RedisURI.builder(parsed)
                .withHost(host.substring(0, colon))
                .withPort(Integer.parseInt(host.substring(colon + 1)))
                .build();
    }

    private static InvalidConfigurationPropertyValueException invalid(
            String property, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(
                LettuceProperties.PREFIX + "." + property, value, "Feature flags cannot connect to Redis: " + reason);
    }

    private void useTls(RedisURI address) {
        for (RedisURI sentinel : address.getSentinels()) {
            useTls(sentinel);
        }
        address.applySsl(server);
        address.setSsl(tls);
    }

    private ClientOptions options(@Nullable SslBundles bundles) {
        ClientOptions.Builder options = ClientOptions.builder();
        String name = properties.ssl().bundle();
        if (tls && StringUtils.hasLength(name)) {
            options.sslOptions(sslOptions(bundle(name, bundles)));
        }
        return options.build();
    }

    private static SslBundle bundle(String name, @Nullable SslBundles bundles) {
        List<String> names = bundles == null ? List.of() : bundles.getBundleNames();
        if (bundles == null || !names.contains(name)) {
            String nearest = NearestName.find(name, names);
            throw invalid(
                    "ssl.bundle",
                    name,
                    "there is no SSL bundle of that name under spring.ssl.bundle"
                            + (nearest == null ? "" : ". Did you mean " + nearest + "?"));
        }
        return bundles.getBundle(name);
    }

    private static io.lettuce.core.SslOptions sslOptions(SslBundle bundle) {
        var sslOptions = io.lettuce.core.SslOptions.builder()
                .keyManager(bundle.getManagers().getKeyManagerFactory())
                .trustManager(bundle.getManagers().getTrustManagerFactory());
        SslOptions options = bundle.getOptions();
        if (options.getCiphers() != null) {
            sslOptions.cipherSuites(options.getCiphers());
        }
        if (options.getEnabledProtocols() != null) {
            sslOptions.protocols(options.getEnabledProtocols());
        }
        return sslOptions.build();
    }
}
