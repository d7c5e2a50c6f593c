package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** R38: older data never overwrites newer data. */
class ReadOrderTests {

    private final ReadOrder order = new ReadOrder();

    @Test
    void answerIsGoodWithoutNews() {
        long ticket = order.begin();

        assertThat(order.end(ticket, Map.of("a", 1, "b", 2))).containsOnly(Map.entry("a", 1), Map.entry("b", 2));
    }

    @Test
    void answerToAnOlderQuestionIsNotTakenForANameThatHasChangedSince() {
        long old = order.begin();
        order.changed(List.of("a"));
        long young = order.begin();

        assertThat(order.end(young, Map.of("a", 2))).containsEntry("a", 2);
        assertThat(order.end(old, Map.of("a", 1, "b", 1))).containsOnly(Map.entry("b", 1));
    }

    @Test
    void answerFromBeforeAFlushIsNotTakenForAnyName() {
        long old = order.begin();
        order.flushed();
        long young = order.begin();

        assertThat(order.end(old, Map.of("a", 1))).isEmpty();
        assertThat(order.end(young, Map.of("a", 2))).containsEntry("a", 2);
    }

    @Test
    void isIdleWhileNothingIsAsked() {
        assertThat(order.isIdle()).isTrue();
        long ticket = order.begin();
        assertThat(order.isIdle()).isFalse();
        order.end(ticket, Map.of());
        assertThat(order.isIdle()).isTrue();
    }

    /** A server that changes, tells and answers in order, and answers that overtake each other on their way. */
    @Test
    void whateverOvertakesTheLastValueStays() {
        long seed = System.nanoTime();
        System.out.println("[read order] seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            int value = 0;
            Map<String, Integer> copy = new HashMap<>();
            Map<Long, Integer> onTheWay = new HashMap<>();
            for (int step = 0; step < 30; step++) {
                if (random.nextBoolean()) {
                    value++;
                    order.changed(List.of("a"));
                    onTheWay.put(order.begin(), value);
                }
                if (random.nextInt(10) == 0) {
                    onTheWay.put(order.begin(), value);
                }
                if (!onTheWay.isEmpty() && random.nextBoolean()) {
                    arrive(random, onTheWay, copy);
                }
            }
            while (!onTheWay.isEmpty()) {
                arrive(random, onTheWay, copy);
            }
            assertThat(copy.getOrDefault("a", 0)).isEqualTo(value);
        }
    }

    private void arrive(Random random, Map<Long, Integer> onTheWay, Map<String, Integer> copy) {
        List<Long> tickets = List.copyOf(onTheWay.keySet());
        long ticket = tickets.get(random.nextInt(tickets.size()));
        int answer = Objects.requireNonNull(onTheWay.remove(ticket));
        copy.putAll(order.end(ticket, Map.of("a", answer)));
    }
}
