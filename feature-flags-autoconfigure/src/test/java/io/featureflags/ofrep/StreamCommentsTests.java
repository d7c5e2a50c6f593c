package io.featureflags.ofrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import io.featureflags.spi.FlagRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** Comments that keep streams open. */
class StreamCommentsTests {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private FlagPatterns exposed = new FlagPatterns("flags", List.of("*"));

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

    /** Some servers do not notice that a connection was reset, and would keep its place for ever. */
    @Test
    void clientThatTakesNothingIsGone() {
        WaitingText waiting = new WaitingText();
        assertThat(waiting.comment("first")).isTrue();
        assertThat(waiting.comment("second")).isTrue();
        assertThat(waiting.take()).asString(StandardCharsets.UTF_8).isEqualTo("first");
        assertThat(waiting.comment("third")).isTrue();
        waiting.event("event");
        assertThat(waiting.comment("fourth")).isTrue();
        assertThat(waiting.comment("fifth")).isFalse();
        assertThat(waiting.take()).asString(StandardCharsets.UTF_8).isEqualTo("event");
    }

    @Test
    void streamOfAClientThatTakesNothingEnds() {
        OfrepChanges changes = new OfrepChanges();
        OfrepStreams streams = streams(changes);
        try {
            List<ReactiveStream> opened = new CopyOnWriteArrayList<>();
            assertThat(streams.reserve()).isTrue();
            Flux.<byte[]>create(sink -> {
                        ReactiveStream stream = new ReactiveStream(sink, streams);
                        opened.add(stream);
                        stream.start();
                        streams.open(exposed, null, stream);
                    })
                    .subscribe(new BaseSubscriber<>() {
                        @Override
                        protected void hookOnSubscribe(Subscription subscription) {
                            // A client that never requests.
                        }
                    });
            await().atMost(LIMIT).until(() -> opened.get(0).hasEnded());
            assertThat(streams.size()).isZero();
        } finally {
            streams.destroy();
        }
    }

    private OfrepStreams streams(OfrepChanges changes) {
        OfrepProperties properties = new OfrepProperties(
                true,
                List.of("*"),
                Map.of(),
                true,
                new OfrepProperties.Cors(List.of()),
                new OfrepProperties.Stream(true, null, 10));
        OfrepAccess access = new OfrepAccess(properties, false, Clock.systemUTC());
        FlagListings listings =
                new FlagListings(mock(FlagRegistry.class), List::of, access, changes, Clock.systemUTC());
        exposed = access.patterns().get(0);
        return new OfrepStreams(listings, changes, properties.stream(), Duration.ofSeconds(1), Duration.ofMillis(20));
    }

    @Test
    void commentsGoOnAndStartAgain() {
        OfrepStreams streams = streams(new OfrepChanges());
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
