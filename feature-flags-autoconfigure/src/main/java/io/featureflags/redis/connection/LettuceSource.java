package io.featureflags.redis.connection;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Redis that Lettuce connects to, without Spring Data Redis.
 *
 * @param servers the nodes of a cluster; else the servers of which the first one that answers is used. An address with
 *     sentinels stands for their master. Names and timeouts of connections are ignored.
 * @param cluster whether the servers are nodes of a cluster
 * @param options the options of the driver, such as those of TLS. Reconnecting and timeouts are ignored.
 * @param resources client resources, whose network settings are copied; null for the defaults
 * @param clientName the configured name of connections; null to use that of the application
 */
public record LettuceSource(
        List<RedisURI> servers,
        boolean cluster,
        ClientOptions options,
        @Nullable ClientResources resources,
        @Nullable String clientName)
        implements RedisSource {

    @Override
    public FlagConnections connections(RedisSettings settings) {
        return new LettuceConnections(this, settings);
    }

    /** Returns the options of a client for flags, which fails early instead of reconnecting. */
    ClientOptions.Builder options(Duration connectTimeout, Duration commandTimeout) {
        return options.mutate()
                // The sync thread replaces a lost connection: Lettuce would retry after up to 30 seconds only.
                .autoReconnect(false)
                // A server that cannot save its data rejects the PING, but serves reads.
                .pingBeforeActivateConnection(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(commandTimeout))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(connectTimeout)
                        .keepAlive(true)
                        .build());
    }
}
