package io.featureflags.redis.connection;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.data.redis.connection.RedisConnection;

/** Connections of a driver that does not pass on messages which a server pushes. */
final class PolledOnlyConnections implements FlagConnections {

    private final Supplier<RedisConnection> connections;

    private final Runnable onClose;

    PolledOnlyConnections(Supplier<RedisConnection> connections, Runnable onClose) {
        this.connections = connections;
        this.onClose = onClose;
    }

    @Override
    public TrackedServers track(List<String> prefixes, TrackingListener listener) {
        throw new TrackingRefusedException("client tracking requires the driver Lettuce", null);
    }

    @Override
    public PolledConnection open(int first) {
        RedisConnection connection = connections.get();
        return new PolledConnection(new SpringDataConnection(connection), connection::close);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
