package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.testing.SettableStore;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** New values whose names look like those of flags. */
@ExtendWith(OutputCaptureExtension.class)
class MisspeltNamesTests {

    private static final String WARNING = "is no known flag; did you mean ";

    private final FlagCacheFixture fixture = new FlagCacheFixture();

    private final SettableStore store = fixture.store;

    private final FlagCache cache = fixture.cache;

    @Test
    void misspeltNameIsLoggedOnce(CapturedOutput output) {
        cache.register("new_checkout_flow", false);

        store.set("new_chekout_flow", "true");
        store.set("new_chekout_flow", "10%");
        store.delete("new_chekout_flow");
        store.set("new_chekout_flow", "not understood");
        store.set("ON_in_yml", "true");

        assertThat(output)
                .containsOnlyOnce("Test value of new_chekout_flow " + WARNING + "new_checkout_flow?")
                .containsOnlyOnce("Test value of ON_in_yml " + WARNING + "on_in_yml?");
        assertThat(count(output)).isEqualTo(2);
    }

    @Test
    void nameThatCodeAsksForIsKnown(CapturedOutput output) {
        cache.register("express_delivery", false);
        cache.flag("expres_delivery");
        store.set("expres_delivery", "true");
        cache.flag("gift_wrapping");
        store.set("gift_wraping", "true");

        assertThat(output).contains("gift_wraping " + WARNING + "gift_wrapping?");
        assertThat(count(output)).isEqualTo(1);
    }

    @Test
    void namesOfOtherProgramsAreNotLogged(CapturedOutput output) {
        cache.register("tenant-12", false);

        store.set("tenant-13", "true");
        store.set("stats:hits", "true");
        store.set("stats:hots", "true");
        store.set("entirely_different", "true");

        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void warningsAreBounded(CapturedOutput output) {
        AtomicLong nanos = new AtomicLong();
        MisspeltNames names = names(1, nanos);

        for (char first = 'a'; first <= 'z'; first++) {
            names.check(first + "lag.a0");
        }
        assertThat(count(output)).isEqualTo(10);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        names.check("flaag.a0");
        assertThat(count(output)).isEqualTo(11);
    }

    /** With a hundred flags, a thousand names are searched in a second. */
    @Test
    void searchesAreBounded(CapturedOutput output) {
        AtomicLong nanos = new AtomicLong();
        MisspeltNames names = names(100, nanos);
        for (int i = 0; i < 2000; i++) {
            names.check("session:" + i);
        }

        names.check("flagg.a7");
        assertThat(output).doesNotContain(WARNING);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        names.check("flagg.a8");
        assertThat(output).contains("flagg.a8 " + WARNING + "flag.a8?");
    }

    private MisspeltNames names(int flags, AtomicLong nanos) {
        StartupLoader loader = new StartupLoader(store, new StartupWait(Duration.ZERO, nanos::get));
        KnownFlags known = new KnownFlags(
                Map.of(),
                new ValueInterpreter(new TextFlagValueParser(), cache::flag, Clock.systemUTC()),
                loader,
                new NamesAtRunTime(10_000, null),
                List.of());
        for (int i = 0; i < flags; i++) {
            known.getOrCreate("flag.a" + i);
        }
        return new MisspeltNames(known, store, nanos::get);
    }

    private static int count(CapturedOutput output) {
        return output.getAll().split(Pattern.quote(WARNING), -1).length - 1;
    }
}
