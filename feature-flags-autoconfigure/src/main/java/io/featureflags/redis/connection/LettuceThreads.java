package io.featureflags.redis.connection;

import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.ThreadFactoryProvider;
import io.netty.channel.EventLoopGroup;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lettuce's threads for the dedicated connections: a slow callback of the application must not delay a flag. */
final class LettuceThreads implements AutoCloseable {

    private static final int THREADS = 2;

    private final Timer timer = new HashedWheelTimer(threads("timer"));

    private final LastingEventLoops eventLoops = new LastingEventLoops();

    private final ClientResources resources;

    /**
     * Creates the threads, which start with the first connection.
     *
     * @param example the client resources of the application, whose network settings are copied; null for the defaults
     */
    LettuceThreads(@Nullable ClientResources example) {
        ClientResources.Builder builder = DefaultClientResources.builder()
                .eventLoopGroupProvider(eventLoops)
                .computationThreadPoolSize(THREADS)
                .threadFactoryProvider(pool -> threads("io"))
                .timer(timer)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled());
        if (example != null) {
            builder.socketAddressResolver(example.socketAddressResolver())
                    .addressResolverGroup(example.addressResolverGroup())
                    .nettyCustomizer(example.nettyCustomizer());
        }
        resources = builder.build();
    }

    ClientResources resources() {
        return resources;
    }

    /** Ends the threads in the background. Without the second, they would end before closing a pending connection. */
    @Override
    public void close() {
        timer.stop();
        eventLoops.end();
        var unused = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }

    private static ThreadFactory threads(String use) {
        return new DefaultThreadFactory("feature-flags-" + use, true);
    }

    /**
     * Event loops that outlive the last client. Each attempt to connect has its own client, so that during an outage
     * the threads would end and start with each attempt. Lettuce's timeout of a failed handshake would then find no
     * thread and log an error.
     */
    private static final class LastingEventLoops extends DefaultEventLoopGroupProvider {

        private final Set<EventLoopGroup> held = ConcurrentHashMap.newKeySet();

        private volatile boolean ended;

        LastingEventLoops() {
            super(THREADS, (ThreadFactoryProvider) pool -> threads("io"));
        }

        @Override
        public <T extends EventLoopGroup> T allocate(Class<T> type) {
            T group = super.allocate(type);
            boolean first = held.add(group);
            if (ended) {
                end(); // A client that connects during the end may have created it too late for that.
            } else if (first) {
                super.allocate(type); // One reference more than there are clients, until the shutdown.
            }
            return group;
        }

        /** Ends all at once: a client that is connecting to a hanging server would keep its reference for ever. */
        void end() {
            ended = true;
            held.forEach(group -> {
                var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            });
        }
    }
}
