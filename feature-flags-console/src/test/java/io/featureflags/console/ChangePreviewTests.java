package io.featureflags.console;

import static io.featureflags.console.ChangePreview.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.decision.Bucket;
import io.featureflags.value.TextFlagValueParser;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangePreviewTests {

    private static final TextFlagValueParser PARSER = new TextFlagValueParser();

    private static @Nullable String preview(String before, String after) {
        return ChangePreview.of("checkout", PARSER.parse(before), PARSER.parse(after));
    }

    @Test
    void percentagesAreExactByBuckets() {
        assertThat(preview("false", "20%")).isEqualTo("2 in 10 more users get it; " + NOBODY + " loses it");
        assertThat(preview("20%", "45%")).isEqualTo("25 in 100 more users get it; " + NOBODY + " loses it");
        assertThat(preview("20%", "20.001%")).isEqualTo("1 in 100,000 more users get it; " + NOBODY + " loses it");
        assertThat(preview("30%", "10%")).isEqualTo("2 in 10 users lose it; " + NOBODY + " else gets it");
        assertThat(preview("0%", "true")).isEqualTo("all users get it; " + NOBODY + " loses it");
        assertThat(preview("true", "false")).isEqualTo("all users lose it; " + NOBODY + " else gets it");
        assertThat(preview("20%", "{\"percentage\": 20, \"owner\": \"x\"}")).isEqualTo(NOBODY + " gets or loses it");
    }

    @Test
    void namedUsersCountOnlyIfTheirBucketDoesNotDecide() {
        String inside = user(0, 10_000);
        String outside = user(50_000, 100_000);
        assertThat(preview("10%", "{\"percentage\": 10, \"users\": [\"" + inside + "\", \"" + outside + "\"]}"))
                .isEqualTo("1 named user more gets it; " + NOBODY + " loses it");
        assertThat(preview("{\"percentage\": 10, \"users\": [\"" + outside + "\"]}", "{\"percentage\": 20}"))
                .isEqualTo("1 in 10 more users get it; 1 named user loses it");
        assertThat(preview("{\"percentage\": 10}", "{\"percentage\": 10, \"excluded\": [\"" + inside + "\"]}"))
                .isEqualTo("1 named user loses it; " + NOBODY + " else gets it");
    }

    private static String user(int from, int until) {
        return IntStream.range(0, 10_000)
                .mapToObj(number -> "user" + number)
                .filter(user -> Bucket.position(user, "checkout") >= from && Bucket.position(user, "checkout") < until)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void otherDifferencesHaveNoExactPreview() {
        assertThat(preview("10%", "{\"percentage\": 10, \"rules\": [{\"percentage\": 5}]}"))
                .isNull();
        assertThat(preview("10%", "{\"percentage\": 10, \"bucketBy\": \"tenant\"}"))
                .isNull();
        assertThat(preview("10%", "{\"percentage\": 10, \"salt\": \"x\"}")).isNull();
        assertThat(preview("10%", "{\"percentage\": 20, \"requires\": [\"basket\"]}"))
                .isNull();
        assertThat(preview("10%", "{\"percentage\": 20, \"until\": \"2999-01-01T00:00:00Z\"}"))
                .isNull();
    }
}
