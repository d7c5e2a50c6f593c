package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestedNamesTests {

    private final RequestedNames asked = new RequestedNames();

    @Test
    void namesThatWaitAreTakenTogetherAndOnce() {
        RequestedNames.Batch first = asked.add(List.of("a"));
        RequestedNames.Batch second = asked.add(List.of("b", "a"));

        RequestedNames.Batch taken = asked.take();

        assertThat(taken.names()).isEqualTo(Set.of("a", "b"));
        assertThat(first.read()).isSameAs(second.read()).isSameAs(taken.read()).isNotCompleted();
        assertThat(asked.take().names()).isEmpty();
    }

    @Test
    void namesMadeUpAtRunTimeDoNotFillTheMemory() {
        IntStream.range(0, 50_000).forEach(name -> asked.add(List.of("made_up_" + name)));

        assertThat(asked.take().names()).hasSize(10_000);
    }
}
