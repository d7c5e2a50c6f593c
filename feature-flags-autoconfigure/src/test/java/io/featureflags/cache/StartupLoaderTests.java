package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.Source;
import io.featureflags.snapshot.NoSnapshot;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Flags while the beans of an application are created, before the store has responded. */
@Timeout(60)
class StartupLoaderTests {

    private static final EvaluationContextProvider ANNA = () -> EvaluationContext.of("anna");

    private static final Duration LONG = Duration.ofHours(1);

    private final SlowStore store = new SlowStore();

    @AfterEach
    void stop() {
        store.answer();
        store.thread.shutdown();
    }

    @Test
    void flagsOfBeansBeingCreatedAreReadInOneRequest() {
        FlagCache cache = starting(LONG);
        for (int flag = 0; flag < 50; flag++) {
            cache.register("flag_" + flag, false);
        }
        assertThat(store.readings).as("before the first check").hasSize(1);

        store.answer();
        cache.start();

        assertThat(store.readings).hasSize(2);
        assertThat(store.readings.get(1)).hasSize(50).contains("flag_0", "flag_49");
    }

    @Test
    void creatingABeanWithAToggledMethodDoesNotWait() {
        starting(LONG).register("checkout", false); // It would wait for an hour.
    }

    @Test
    void checkOfAFlagWaitsForItsValue() {
        store.values.put("checkout", "true");
        Flag flag = starting(LONG).register("checkout", false);

        assertWaitsForTheStore(() -> flag.isEnabled(ANNA));
    }

    @Test
    void evaluationAndExplanationWaitAsWell() {
        store.values.put("checkout", "true");
        Flag flag = starting(LONG).register("checkout", false);

        assertWaitsForTheStore(() -> flag.evaluate(ANNA).source() == Source.REDIS
                && flag.explain(EvaluationContext.of("anna")).enabled());
    }

    @Test
    void flagOfTheConfigurationIsAwaitedByItsName() {
        store.values.put("in_yml", "true");
        FlagCache cache = starting(LONG);

        assertWaitsForTheStore(() -> cache.flag("in_yml").isEnabled(ANNA));
    }

    @Test
    void flagThatAnotherOneRequiresIsAwaited() {
        store.values.put("checkout", "{\"requires\": [\"payment\"]}");
        store.values.put("payment", "true");
        Flag flag = starting(LONG).register("checkout", false);

        assertWaitsForTheStore(() -> flag.isEnabled(ANNA));
    }

    @Test
    void startThatMayNotWaitAnswersWithDefaults() {
        FlagCache cache = starting(Duration.ZERO);
        Flag flag = cache.register("checkout", true);

        assertThat(flag.evaluate(ANNA).source()).isEqualTo(Source.ANNOTATION);
        assertThat(cache.flag("in_yml").evaluate(ANNA).source()).isEqualTo(Source.CONFIGURATION);
    }

    @Test
    void checksDoNotWaitOnceTheStartIsOver() {
        store.values.put("checkout", "true");
        FlagCache cache = starting(Duration.ofMillis(10));
        Flag early = cache.register("checkout", false);
        cache.start();

        assertThat(early.evaluate(ANNA).source()).isEqualTo(Source.ANNOTATION);
        assertThat(cache.flag("in_yml").evaluate(ANNA).source()).isEqualTo(Source.CONFIGURATION);
        assertThat(cache.register("late", false).isEnabled(ANNA)).isFalse();

        store.answer();
        await().until(() -> early.isEnabled(ANNA));
    }

    @Test
    void beanThatIsCreatedAfterTheStartHasItsValue() {
        store.values.put("late", "true");
        store.answer();
        FlagCache cache = starting(LONG);
        cache.start();

        assertThat(cache.register("late", false).isEnabled(ANNA)).isTrue();
    }

    private void assertWaitsForTheStore(BooleanSupplier check) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread caller = new Thread(() -> answer.complete(check.getAsBoolean()));
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
        assertThat(answer).isNotDone();

        store.answer();

        await().until(answer::isDone);
        assertThat(answer.join()).isTrue();
    }

    private FlagCache starting(Duration limit) {
        FlagCache cache = new FlagCache(
                Map.of("in_yml", new FlagConfiguration(false, null, null, null, false)),
                new CachePorts(store, new TextFlagValueParser(), new NoSnapshot(), change -> {}),
                new StartupWait(limit, System::nanoTime),
                new NamesAtRunTime(10_000, null),
                System::nanoTime,
                Clock.systemUTC());
        cache.afterPropertiesSet();
        return cache;
    }

    /** A store that responds on a thread of its own, from the call of {@link #answer} on. */
    private static final class SlowStore implements FlagStore {

        private final Map<String, String> values = new ConcurrentHashMap<>();

        private final List<List<String>> readings = new CopyOnWriteArrayList<>();

        private final CountDownLatch answers = new CountDownLatch(1);

        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        private volatile @Nullable FlagCopy copy;

        void answer() {
            answers.countDown();
        }

        @Override
        public void start(FlagCopy started) {
            copy = started;
        }

        @Override
        public CompletionStage<Void> load(Collection<String> names) {
            List<String> requested = List.copyOf(names);
            readings.add(requested);
            return CompletableFuture.runAsync(() -> read(requested), thread);
        }

        private void read(List<String> requested) {
            try {
                answers.await();
            } catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
            Map<String, StoredValue> found = new HashMap<>();
            requested.forEach(name -> {
                String text = values.get(name);
                found.put(name, text == null ? new StoredValue.Absent() : new StoredValue.Text(text));
            });
            Objects.requireNonNull(copy).update(found);
        }

        @Override
        public String whereIs(String name) {
            return "Test value of " + name;
        }

        @Override
        public SyncStatus status() {
            return new SyncStatus(SyncMode.DOWN, "slow", null);
        }

        @Override
        public void stop() {}
    }
}
