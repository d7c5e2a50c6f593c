package io.featureflags.cache;

import static io.featureflags.cache.FlagCacheFixture.ANNA;
import static io.featureflags.cache.FlagCacheFixture.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.Flag;
import io.featureflags.FlagName;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.snapshot.NoSnapshot;
import io.featureflags.spi.StoredValue;
import io.featureflags.testing.SettableStore;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Names that are looked up without a flag. */
@ExtendWith(OutputCaptureExtension.class)
class UnknownNamesTests {

    private final FlagCacheFixture fixture = new FlagCacheFixture();

    private final SettableStore store = fixture.store;

    private final FlagCache cache = fixture.cache;

    @Test
    void unreadableNamesDoNotFillTheMemory(CapturedOutput output) {
        int before = cache.copy().names().size();
        for (int name = 0; name < 1000; name++) {
            store.put(Map.of("made_up_" + name, new StoredValue.Unreadable("NOPERM")));
        }

        assertThat(cache.copy().names()).hasSize(before);
        assertThat(output).doesNotContain("made_up");
    }

    @Test
    void unknownNameIsOffAndReadOnce() {
        for (int call = 0; call < 1000; call++) {
            assertThat(evaluate("unknown"))
                    .isEqualTo(Evaluation.error("unknown", Source.NONE, ErrorCode.FLAG_NOT_FOUND));
            assertThat(cache.flag("unknown").isEnabled(ANNA)).isFalse();
        }

        assertThat(store.loaded()).containsOnlyOnce("unknown");
        assertThat(cache.copy().names()).contains("unknown", "on_in_yml");
    }

    @Test
    void unknownNameIsKnownAsSoonAsItHasAValue() {
        assertThat(evaluate("late").enabled()).isFalse();

        store.set("late", "true");

        assertThat(evaluate("late")).isEqualTo(answer("late", true, Reason.STATIC, Source.REDIS));
    }

    @Test
    void handlesOfAllThreadsFollow() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CyclicBarrier together = new CyclicBarrier(4);
        try {
            for (int i = 0; i < 200; i++) {
                String name = "late." + i;
                Callable<Flag> lookUp = () -> {
                    together.await();
                    return cache.flag(name);
                };
                List<Flag> handles = new ArrayList<>();
                for (Future<Flag> handle : threads.invokeAll(Collections.nCopies(4, lookUp))) {
                    handles.add(handle.get());
                }
                assertThat(handles).noneMatch(handle -> handle.isEnabled(ANNA));

                store.set(name, "true");

                assertThat(handles).allMatch(handle -> handle.isEnabled(ANNA));
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "no such name", "a{b}"})
    @SuppressWarnings("NullAway") // A caller without null checks may pass it.
    void nameOutsideTheGrammarIsOffAndNeverRead(@Nullable String name) {
        int before = store.loaded().size();

        assertThat(cache.flag(name).evaluate(ANNA).errorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        assertThat(store.loaded()).hasSize(before);
    }

    @Test
    void handleOfANameOutsideTheGrammarIsKeptUnlessTheNameIsLong() {
        assertThat(cache.flag("no name")).isSameAs(cache.flag("no name"));
        assertThat(cache.flag("a".repeat(129))).isNotSameAs(cache.flag("a".repeat(129)));
        assertThat(cache.copy().names()).allMatch(FlagName::isValid);
    }

    @Test
    void registeringANameOutsideTheGrammarIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache.register("no name", false))
                .withMessage("'name' must match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}, not 'no name'");
    }

    @Test
    void mapOfTheNamesIsCreatedForTheFirstOneOnly() {
        List<String> lookedUp = new ArrayList<>();
        ClassLoader loader = new ClassLoader(null) {

            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                lookedUp.add(name);
                throw new ClassNotFoundException(name);
            }
        };
        FlagCache lazy = new FlagCache(
                Map.of("on_in_yml", FlagCacheFixture.configured(true)),
                new CachePorts(store, new TextFlagValueParser(), new NoSnapshot(), event -> {}),
                new StartupWait(Duration.ofSeconds(5), System::nanoTime),
                new NamesAtRunTime(10, loader),
                System::nanoTime,
                Clock.systemUTC());
        lazy.start();
        lazy.register("in_code", true);
        assertThat(lazy.flag("on_in_yml").isEnabled(ANNA)).isTrue();
        assertThat(lazy.flag("in_code").isEnabled(ANNA)).isTrue();
        assertThat(lazy.copy().names()).containsExactlyInAnyOrder("on_in_yml", "in_code");
        assertThat(lookedUp).isEmpty();

        lazy.flag("first");
        lazy.flag("second");

        assertThat(lookedUp).containsOnlyOnce("com.github.benmanes.caffeine.cache.Caffeine");
        assertThat(lazy.copy().names()).contains("first", "second");
    }

    private Evaluation evaluate(String flag) {
        return fixture.evaluate(flag);
    }
}
