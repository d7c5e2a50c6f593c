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

/** Lettuce's threads for our connections: a slow callback of the application must not delay a flag. */
final class LettuceThreads implements AutoCloseable {

    private static final int THREADS = 2;

    private final Timer timer = new HashedWheelTimer(threads("timer"));

    private final LastingEventLoops eventLoops = new LastingEventLoops();

    private final ClientResources resources;

    /**
     * Creates them; the threads begin with the first connection.
     *
     * @param theirs the resources of the application, whose way through the network is ours, too
     */
    LettuceThreads(@Nullable ClientResources theirs) {
        ClientResources.Builder ours = DefaultClientResources.builder()
                .eventLoopGroupProvider(eventLoops)
                .computationThreadPoolSize(THREADS)
                .threadFactoryProvider(pool -> threads("io"))
                .timer(timer)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled());
        if (theirs != null) {
            ours.socketAddressResolver(theirs.socketAddressResolver())
                    .addressResolverGroup(theirs.addressResolverGroup())
                    .nettyCustomizer(theirs.nettyCustomizer());
        }
        resources = ours.build();
    }

    ClientResources resources() {
        return resources;
    }

    /** Ends them in the background; given no time, they would end without closing what is still connecting. */
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
     * Threads for connections that stay when the last client goes. Each attempt to connect has a client of its own: during
     * an outage the threads would end and begin with each attempt, and Lettuce, which lets the guard of a failed handshake
     * run out, would find no thread then and log an error.
     */
    private static final class LastingEventLoops extends DefaultEventLoopGroupProvider {

        private final Set<EventLoopGroup> held = ConcurrentHashMap.newKeySet();

        LastingEventLoops() {
            super(THREADS, (ThreadFactoryProvider) pool -> threads("io"));
        }

        @Override
        public <T extends EventLoopGroup> T allocate(Class<T> type) {
            T group = super.allocate(type);
            if (held.add(group)) {
                super.allocate(type); // Counted once more than there are clients, until all is shut down.
            }
            return group;
        }

        /** Not by counting: a client that is still connecting to a server that hangs would hold them for ever. */
        void end() {
            held.forEach(group -> {
                var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            });
        }
    }
}
