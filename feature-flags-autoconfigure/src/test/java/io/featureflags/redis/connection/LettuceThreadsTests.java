package io.featureflags.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The threads of dedicated connections. */
class LettuceThreadsTests {

    private static final int ROUNDS = 300;

    @Test
    @SuppressWarnings("deprecation") // Lettuce has no other type for it.
    void threadsEndAlsoIfAClientConnectsMeanwhile() throws Exception {
        ExecutorService clients = Executors.newSingleThreadExecutor();
        List<EventLoopGroup> groups = new ArrayList<>();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                LettuceThreads threads = new LettuceThreads(null);
                CyclicBarrier barrier = new CyclicBarrier(2);
                Future<EventLoopGroup> connecting = clients.submit(() -> {
                    barrier.await();
                    return threads.resources().eventLoopGroupProvider().allocate(NioEventLoopGroup.class);
                });
                barrier.await();
                threads.close();
                try {
                    groups.add(connecting.get());
                } catch (ExecutionException ex) {
                    // Lettuce refuses a client after the end.
                    assertThat(ex.getCause()).isInstanceOf(IllegalArgumentException.class);
                }
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(groups).isNotEmpty().allMatch(EventLoopGroup::isShuttingDown);
    }
}
