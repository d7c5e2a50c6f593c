package io.featureflags.ofrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import io.featureflags.spi.FlagRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Comments that keep streams open. */
class StreamCommentsTests {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final class Comments implements StreamConnection {

        private final AtomicInteger count = new AtomicInteger();

        private volatile boolean ended;

        @Override
        public void sendEvent(String text) {}

        @Override
        public void sendComment(String text) {
            assertThat(text).isEqualTo(":\n\n");
            count.incrementAndGet();
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public boolean hasEnded() {
            return ended;
        }
    }

    @Test
    void commentsGoOnAndStartAgain() {
        OfrepProperties properties = new OfrepProperties(
                true,
                List.of("*"),
                Map.of(),
                true,
                new OfrepProperties.Cors(List.of()),
                new OfrepProperties.Stream(true, null, 10));
        OfrepAccess access = new OfrepAccess(properties, false, Clock.systemUTC());
        OfrepChanges changes = new OfrepChanges();
        FlagListings listings =
                new FlagListings(mock(FlagRegistry.class), List::of, access, changes, Clock.systemUTC());
        OfrepStreams streams =
                new OfrepStreams(listings, changes, properties.stream(), Duration.ofSeconds(1), Duration.ofMillis(20));
        FlagPatterns exposed = access.patterns().get(0);
        try {
            Comments first = new Comments();
            assertThat(streams.reserve()).isTrue();
            streams.open(exposed, null, first);
            await().atMost(LIMIT).until(() -> first.count.get() > 3);
            streams.close(first);
            assertThat(streams.size()).isZero();
            Comments second = new Comments();
            assertThat(streams.reserve()).isTrue();
            streams.open(exposed, null, second);
            await().atMost(LIMIT).until(() -> second.count.get() > 3);
            streams.stop();
            assertThat(second.ended).isTrue();
            assertThat(streams.reserve()).isFalse();
        } finally {
            streams.destroy();
        }
    }
}
