package io.featureflags.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code spring.data.redis} of an application without Spring Boot's module for Redis, which defines them.
 *
 * @param url address of the server; if set, host, port, username, password and database are ignored
 * @param host host of the server
 * @param port port of the server
 * @param username user of the server; null for the default user
 * @param password password of the user; null for none
 * @param database number of the database
 * @param clientName name of connections; null for that of the application
 * @param ssl settings of TLS
 * @param sentinel the sentinels, which have precedence over all other servers; null for none
 * @param cluster the nodes of a cluster; null for none
 * @param masterreplica a master and its replicas; null for none
 */
record LettuceProperties(
        @Nullable String url,
        @DefaultValue("localhost") String host,
        @DefaultValue("6379") int port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("0") int database,
        @Nullable String clientName,
        @DefaultValue Ssl ssl,
        @Nullable Sentinel sentinel,
        @Nullable Nodes cluster,
        @Nullable Nodes masterreplica) {

    static final String PREFIX = "spring.data.redis";

    /**
     * Settings of TLS.
     *
     * @param enabled whether to use TLS; null to use it if there is a bundle
     * @param bundle name of an SSL bundle; null for the certificates of the JDK
     */
    record Ssl(@Nullable Boolean enabled, @Nullable String bundle) {}

    /**
     * Sentinels.
     *
     * @param master name of the master
     * @param nodes addresses of the sentinels
     * @param username user of the sentinels; null for the default user
     * @param password password of that user; null for none
     */
    record Sentinel(
            @Nullable String master,
            @DefaultValue List<String> nodes,
            @Nullable String username,
            @Nullable String password) {}

    /**
     * Servers.
     *
     * @param nodes their addresses
     */
    record Nodes(@DefaultValue List<String> nodes) {}
}
