package io.featureflags.toggle.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class EmptyResultsTests {

    @ParameterizedTest
    @ValueSource(classes = {void.class, Void.class, Object.class, String.class, Integer.class, Runnable.class})
    void referenceIsNull(Class<?> type) {
        assertThat(EmptyResults.of(type).get()).isNull();
    }

    @Test
    void primitiveIsZeroOrFalse() {
        assertThat(EmptyResults.of(boolean.class).get()).isEqualTo(false);
        assertThat(EmptyResults.of(int.class).get()).isEqualTo(0);
        assertThat(EmptyResults.of(long.class).get()).isEqualTo(0L);
        assertThat(EmptyResults.of(double.class).get()).isEqualTo(0.0);
        assertThat(EmptyResults.of(char.class).get()).isEqualTo('\0');
    }

    @Test
    void containerIsEmpty() {
        assertThat((List<?>) EmptyResults.of(List.class).get()).isEmpty();
        assertThat((Set<?>) EmptyResults.of(Set.class).get()).isEmpty();
        assertThat((Collection<?>) EmptyResults.of(Collection.class).get()).isEmpty();
        assertThat((Iterable<?>) EmptyResults.of(Iterable.class).get()).isEmpty();
        assertThat((ArrayDeque<?>) EmptyResults.of(ArrayDeque.class).get()).isEmpty();
        assertThat((Map<?, ?>) EmptyResults.of(Map.class).get()).isEmpty();
        assertThat((SortedMap<?, ?>) EmptyResults.of(SortedMap.class).get()).isEmpty();
        assertThat((HashMap<?, ?>) EmptyResults.of(HashMap.class).get()).isEmpty();
        assertThat((String[]) EmptyResults.of(String[].class).get()).isEmpty();
        assertThat((int[]) EmptyResults.of(int[].class).get()).isEmpty();
        assertThat((Optional<?>) EmptyResults.of(Optional.class).get()).isEmpty();
        assertThat((OptionalInt) EmptyResults.of(OptionalInt.class).get()).isEmpty();
        assertThat((Stream<?>) EmptyResults.of(Stream.class).get()).isEmpty();
        assertThat((IntStream) EmptyResults.of(IntStream.class).get()).isEmpty();
        assertThat((Iterator<?>) EmptyResults.of(Iterator.class).get()).isExhausted();
    }

    @ParameterizedTest
    @ValueSource(classes = {Future.class, CompletionStage.class, CompletableFuture.class})
    void futureIsCompleted(Class<?> type) throws Exception {
        Object empty = EmptyResults.of(type).get();

        assertThat(empty).isInstanceOf(type);
        assertThat(((Future<?>) empty).isDone()).isTrue();
        assertThat(((Future<?>) empty).get()).isNull();
    }

    @Test
    void publisherIsEmpty() {
        assertThat(((Mono<?>) EmptyResults.of(Mono.class).get()).blockOptional())
                .isEmpty();
        assertThat(((Flux<?>) EmptyResults.of(Flux.class).get()).collectList().block())
                .isEmpty();
    }

    @Test
    void resultIsNewForEachCall() {
        assertThat(EmptyResults.of(List.class).get())
                .isNotSameAs(EmptyResults.of(List.class).get());
        var supplier = EmptyResults.of(Stream.class);
        assertThat(supplier.get()).isNotSameAs(supplier.get());
    }

    @Test
    void mapThatNeedsItsKeyTypeCannotBeCreated() {
        assertThatIllegalArgumentException().isThrownBy(() -> EmptyResults.of(EnumMap.class));
    }
}
