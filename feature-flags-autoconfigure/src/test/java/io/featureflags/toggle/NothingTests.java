package io.featureflags.toggle;

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

class NothingTests {

    @ParameterizedTest
    @ValueSource(classes = {void.class, Void.class, Object.class, String.class, Integer.class, Runnable.class})
    void ofReferencesIsNull(Class<?> type) {
        assertThat(Nothing.of(type).get()).isNull();
    }

    @Test
    void ofPrimitivesIsZeroAndFalse() {
        assertThat(Nothing.of(boolean.class).get()).isEqualTo(false);
        assertThat(Nothing.of(int.class).get()).isEqualTo(0);
        assertThat(Nothing.of(long.class).get()).isEqualTo(0L);
        assertThat(Nothing.of(double.class).get()).isEqualTo(0.0);
        assertThat(Nothing.of(char.class).get()).isEqualTo('\0');
    }

    @Test
    void ofContainersIsAnEmptyOne() {
        assertThat((List<?>) Nothing.of(List.class).get()).isEmpty();
        assertThat((Set<?>) Nothing.of(Set.class).get()).isEmpty();
        assertThat((Collection<?>) Nothing.of(Collection.class).get()).isEmpty();
        assertThat((Iterable<?>) Nothing.of(Iterable.class).get()).isEmpty();
        assertThat((ArrayDeque<?>) Nothing.of(ArrayDeque.class).get()).isEmpty();
        assertThat((Map<?, ?>) Nothing.of(Map.class).get()).isEmpty();
        assertThat((SortedMap<?, ?>) Nothing.of(SortedMap.class).get()).isEmpty();
        assertThat((HashMap<?, ?>) Nothing.of(HashMap.class).get()).isEmpty();
        assertThat((String[]) Nothing.of(String[].class).get()).isEmpty();
        assertThat((int[]) Nothing.of(int[].class).get()).isEmpty();
        assertThat((Optional<?>) Nothing.of(Optional.class).get()).isEmpty();
        assertThat((OptionalInt) Nothing.of(OptionalInt.class).get()).isEmpty();
        assertThat((Stream<?>) Nothing.of(Stream.class).get()).isEmpty();
        assertThat((IntStream) Nothing.of(IntStream.class).get()).isEmpty();
        assertThat((Iterator<?>) Nothing.of(Iterator.class).get()).isExhausted();
    }

    @ParameterizedTest
    @ValueSource(classes = {Future.class, CompletionStage.class, CompletableFuture.class})
    void ofFuturesIsACompletedOne(Class<?> type) throws Exception {
        Object nothing = Nothing.of(type).get();

        assertThat(nothing).isInstanceOf(type);
        assertThat(((Future<?>) nothing).isDone()).isTrue();
        assertThat(((Future<?>) nothing).get()).isNull();
    }

    @Test
    void ofPublishersIsAnEmptyOne() {
        assertThat(((Mono<?>) Nothing.of(Mono.class).get()).blockOptional()).isEmpty();
        assertThat(((Flux<?>) Nothing.of(Flux.class).get()).collectList().block())
                .isEmpty();
    }

    @Test
    void isMadeAnewForEachCall() {
        assertThat(Nothing.of(List.class).get())
                .isNotSameAs(Nothing.of(List.class).get());
        var supplier = Nothing.of(Stream.class);
        assertThat(supplier.get()).isNotSameAs(supplier.get());
    }

    @Test
    void ofAMapThatNeedsItsKeyTypeCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> Nothing.of(EnumMap.class));
    }
}
