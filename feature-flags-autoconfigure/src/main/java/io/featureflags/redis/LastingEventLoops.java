package io.featureflags.redis;

import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.ThreadFactoryProvider;
import io.netty.channel.EventLoopGroup;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Threads for connections that stay when the last client goes. Each attempt to connect has a client of its own: during an
 * outage the threads would end and begin with each attempt, and Lettuce, which lets the guard of a failed handshake
 * run out, would find no thread then and log an error.
 */
final class LastingEventLoops extends DefaultEventLoopGroupProvider {

    private final Set<EventLoopGroup> held = ConcurrentHashMap.newKeySet();

    LastingEventLoops(int numberOfThreads, ThreadFactoryProvider threads) {
        super(numberOfThreads, threads);
    }

    @Override
    public <T extends EventLoopGroup> T allocate(Class<T> type) {
        T group = super.allocate(type);
        if (held.add(group)) {
            super.allocate(type); // Counted once more than there are clients, until all is shut down.
        }
        return group;
    }
}
