package io.featureflags.redis.connection;

import java.util.function.Supplier;
import org.springframework.data.redis.connection.RedisConnection;

/** Connections of a driver that passes on nothing that a server says without being asked. */
final class PolledOnlyConnections implements FlagConnections {

    private final Supplier<RedisConnection> connections;

    private final Runnable onClose;

    PolledOnlyConnections(Supplier<RedisConnection> connections, Runnable onClose) {
        this.connections = connections;
        this.onClose = onClose;
    }

    @Override
    public TrackedServers track(String keyPrefix, TrackedServers.Listener listener) {
        throw new TrackingRefusedException("only the driver Lettuce passes on what Redis tells of changes", null);
    }

    @Override
    public PolledConnection open(int first) {
        RedisConnection connection = connections.get();
        return new PolledConnection(connection, connection::close);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
