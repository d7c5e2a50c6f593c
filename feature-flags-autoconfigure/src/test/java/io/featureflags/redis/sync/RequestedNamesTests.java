package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestedNamesTests {

    private final RequestedNames requested = new RequestedNames();

    @Test
    void waitingNamesAreTakenTogetherAndOnce() {
        RequestedNames.Batch first = requested.add(List.of("a"));
        RequestedNames.Batch second = requested.add(List.of("b", "a"));

        RequestedNames.Batch taken = requested.take();

        assertThat(taken.names()).isEqualTo(Set.of("a", "b"));
        assertThat(first.read()).isSameAs(second.read()).isSameAs(taken.read()).isNotCompleted();
        assertThat(requested.take().names()).isEmpty();
    }

    @Test
    void madeUpNamesDoNotExhaustTheMemory() {
        IntStream.range(0, 50_000).forEach(name -> requested.add(List.of("made_up_" + name)));

        assertThat(requested.take().names()).hasSize(10_000);
    }
}
