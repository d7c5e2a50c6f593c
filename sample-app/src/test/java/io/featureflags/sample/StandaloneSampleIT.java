package io.featureflags.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.testing.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The packaged shop without an existing Redis: with the embedded one, or with none at all. */
class StandaloneSampleIT {

    private static final Duration SEEN = Duration.ofSeconds(5);

    @Test
    void withoutAPropertyOfRedisItStartsAndEndsItsOwn() throws Exception {
        List<ProcessHandle> children;
        try (SampleProcess sample = SampleProcess.start()) {
            children = sample.children();
            assertThat(children).singleElement().matches(ProcessHandle::isAlive);
            assertThat(sample.get("/checkout", "ada")).isEqualTo("legacy checkout for ada");
            assertThat(sample.get("/recommendations", "linus")).isEqualTo("new recommendations for linus");
            assertThat(sample.get("/recommendations", "ada")).isEqualTo("legacy recommendations for ada");

            assertThat(Shell.run(sample.curl())).isEqualTo("SET feature:new_checkout_flow true");
            await().atMost(SEEN).until(() -> sample.get("/checkout", "ada").equals("new checkout for ada"));
            assertThat(sample.send("DELETE", "/flags/new_checkout_flow").statusCode())
                    .isEqualTo(200);
            await().atMost(SEEN).until(() -> sample.get("/checkout", "ada").equals("legacy checkout for ada"));

            sample.terminate();
            System.out.println("[start] with the embedded Redis: " + sample.startTime());
        }
        await().atMost(SEEN).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aSecondInstanceFindsAnotherPort() {
        Pattern redisPort = Pattern.compile("redis-cli -p (\\d+) SET");
        try (SampleProcess first = SampleProcess.start();
                SampleProcess second = SampleProcess.start()) {
            assertThat(second.found(redisPort).group(1))
                    .isNotEqualTo(first.found(redisPort).group(1));
            second.send("PUT", "/flags/new_checkout_flow?value=true");
            await().atMost(SEEN).until(() -> second.get("/checkout", "ada").equals("new checkout for ada"));
            assertThat(first.get("/checkout", "ada")).isEqualTo("legacy checkout for ada");
        }
    }

    @Test
    void whileRedisIsDownItAnswersFromTheFile() {
        try (SampleProcess sample = SampleProcess.start("--spring.data.redis.port=" + RedisProcess.freePort())) {
            System.out.println("[start] without Redis: " + sample.startTime());
            assertThat(sample.children()).isEmpty();
            assertThat(sample.get("/checkout", "ada")).isEqualTo("legacy checkout for ada");
            assertThat(sample.get("/recommendations", "linus")).isEqualTo("legacy recommendations for linus");
            assertThat(sample.send("PUT", "/flags/new_checkout_flow?value=true").statusCode())
                    .isEqualTo(503);
        }
    }
}
