package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTests {

    private static final Instant FROM = Instant.parse("2026-12-01T00:00:00Z");

    private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");

    private static final Window DECEMBER = new Window(FROM, UNTIL);

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T23:59:59.999Z,false",
        "2026-12-01T00:00:00Z,true",
        "2026-12-31T23:59:59.999999999Z,true",
        "2027-01-01T00:00:00Z,false",
        "1000-01-01T00:00:00Z,false"
    })
    void opensAtFromAndClosesAtUntil(Instant now, boolean open) {
        assertThat(isOpen(DECEMBER, now)).isEqualTo(open);
        assertThat(isOpen(new Window(FROM, null), now)).isEqualTo(!now.isBefore(FROM));
        assertThat(isOpen(new Window(null, UNTIL), now)).isEqualTo(now.isBefore(UNTIL));
        assertThat(isOpen(Window.ALWAYS, now)).isTrue();
    }

    @Test
    void partsOfAMillisecondCountOnceTheClockHasReachedThem() {
        Window window = new Window(FROM.plusNanos(1), UNTIL.plusNanos(1));

        assertThat(isOpen(window, FROM)).isFalse();
        assertThat(isOpen(window, FROM.plusMillis(1))).isTrue();
        assertThat(isOpen(window, UNTIL)).isTrue();
        assertThat(isOpen(window, UNTIL.plusMillis(1))).isFalse();
    }

    @Test
    void yearsThatNoClockReachesAreFarAway() {
        assertThat(isOpen(new Window(Instant.MIN, Instant.MAX), FROM)).isTrue();
        assertThat(isOpen(new Window(Instant.MAX, null), FROM)).isFalse();
        assertThat(isOpen(new Window(null, Instant.MIN), FROM)).isFalse();
    }

    @Test
    void nextChangeIsTheNextOpeningOrClosing() {
        long from = FROM.toEpochMilli();
        long until = UNTIL.toEpochMilli();
        assertThat(DECEMBER.nextChange(from - 1)).isEqualTo(from);
        assertThat(DECEMBER.nextChange(from)).isEqualTo(until);
        assertThat(DECEMBER.nextChange(until)).isEqualTo(Window.NEVER);
        assertThat(new Window(FROM, null).nextChange(from)).isEqualTo(Window.NEVER);
        assertThat(new Window(null, UNTIL).nextChange(from)).isEqualTo(until);
        assertThat(Window.ALWAYS.nextChange(from)).isEqualTo(Window.NEVER);
        assertThat(new Window(UNTIL, FROM).nextChange(0)).isEqualTo(Window.NEVER);
        assertThat(new Window(FROM.plusNanos(1), null).nextChange(from)).isEqualTo(from + 1);
    }

    @Test
    void windowThatClosesBeforeItOpensIsNeverOpen() {
        assertThat(new Window(FROM, FROM).isNeverOpen()).isTrue();
        assertThat(new Window(UNTIL, FROM).isNeverOpen()).isTrue();
        assertThat(DECEMBER.isNeverOpen()).isFalse();
        assertThat(Window.ALWAYS.isNeverOpen()).isFalse();
    }

    private static boolean isOpen(Window window, Instant now) {
        return FlagValue.builder()
                .window(window.from(), window.until())
                .build()
                .decisionFor("flag", new DecidedFlags()::flag, Clock.fixed(now, ZoneOffset.UTC))
                .isEnabled(EvaluationContext.anonymous());
    }
}
