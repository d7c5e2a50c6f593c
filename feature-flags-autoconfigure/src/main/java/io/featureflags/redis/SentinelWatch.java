package io.featureflags.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.net.SocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks Sentinel once a second which server is the master. After a failover that was asked for, the old master keeps our
 * connection for some ten seconds, in which nobody writes to it any more.
 */
final class SentinelWatch implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 1000;

    private final RedisClient client;

    private final String master;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "feature-flags-sentinel");
        created.setDaemon(true);
        return created;
    });

    private final SocketAddress address;

    private @Nullable StatefulRedisSentinelConnection<String, String> connection;

    private SentinelWatch(RedisClient client, String master) {
        this.client = client;
        this.master = master;
        this.address = masterAddress();
    }

    /**
     * Asks for the first time.
     *
     * @throws RedisException if no Sentinel answers
     */
    static SentinelWatch ask(RedisClient client, String master) {
        return new SentinelWatch(client, master);
    }

    /** Asks again and again, until the answer is another one. */
    void start(Runnable moved) {
        var unused = thread.scheduleWithFixedDelay(
                () -> {
                    if (isElsewhere()) {
                        thread.shutdown();
                        moved.run();
                    }
                },
                0,
                INTERVAL_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow(); // The connection ends with the client.
    }

    private boolean isElsewhere() {
        try {
            return !masterAddress().toString().equals(address.toString());
        } catch (RedisException ex) {
            // Without Sentinel the master is where it was, as far as anybody can tell.
            connection = null;
            return false;
        }
    }

    private SocketAddress masterAddress() {
        StatefulRedisSentinelConnection<String, String> open = connection;
        if (open == null || !open.isOpen()) {
            open = client.connectSentinel();
            connection = open;
        }
        return open.sync().getMasterAddrByName(master);
    }
}
