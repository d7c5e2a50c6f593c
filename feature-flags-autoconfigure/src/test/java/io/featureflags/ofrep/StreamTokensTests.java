package io.featureflags.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamTokensTests {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-30T10:20:00Z"));

    private final StreamTokens tokens = new StreamTokens(new byte[] {1, 2, 3}, clock);

    @Test
    void tokensAreValidForOneToTwoHours() {
        String token = tokens.of("key:web \u00e9");
        assertThat(token).matches("[A-Za-z0-9._-]+");
        assertThat(tokens.callerOf(token)).isEqualTo("key:web \u00e9");
        clock.now = clock.now.plus(Duration.ofMinutes(99));
        assertThat(tokens.callerOf(token)).isEqualTo("key:web \u00e9");
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        assertThat(tokens.callerOf(token)).isNull();
    }

    @Test
    void tokensStayTheSameWithinAnHour() {
        String token = tokens.of("login");
        clock.now = clock.now.plus(Duration.ofMinutes(39));
        assertThat(tokens.of("login")).isEqualTo(token);
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        assertThat(tokens.of("login")).isNotEqualTo(token);
    }

    @Test
    void falseTokensHaveNoCaller() {
        String token = tokens.of("login");
        String other = new StreamTokens(new byte[] {1, 2, 4}, clock).of("login");
        String[] parts = token.split("\\.", -1);
        assertThat(tokens.callerOf(other)).isNull();
        assertThat(tokens.callerOf(parts[0] + ".9999999." + parts[2])).isNull();
        assertThat(tokens.callerOf("")).isNull();
        assertThat(tokens.callerOf("a.b.c")).isNull();
        assertThat(tokens.callerOf(token + ".")).isNull();
        assertThat(tokens.callerOf(tokens.of("key:web").split("\\.", -1)[0] + "." + parts[1] + "." + parts[2]))
                .isNull();
    }
}
