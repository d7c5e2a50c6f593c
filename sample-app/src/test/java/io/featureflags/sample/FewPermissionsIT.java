package io.featureflags.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.testing.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The permissions in {@code docs/redis.md} are sufficient for flags. */
class FewPermissionsIT {

    private static final Pattern PERMISSIONS = Pattern.compile("`(ACL SETUSER shop on >secret [^`]+)`");

    @Test
    void flagsNeedOnlyTheDocumentedPermissions() throws IOException {
        Matcher permissions = PERMISSIONS.matcher(Files.readString(Path.of("../docs/redis.md")));
        assertThat(permissions.find()).isTrue();
        try (RedisProcess redis = RedisProcess.start()) {
            redis.run(permissions.group(1).split(" ", -1));
            try (SampleProcess sample = SampleProcess.start(
                    "--spring.data.redis.port=" + redis.port(),
                    "--spring.data.redis.username=shop",
                    "--spring.data.redis.password=secret")) {
                redis.run("SET", "feature:new_checkout_flow", "true");
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> sample.get("/checkout", "ada").equals("new checkout for ada"));
                // The other commands read a key of another type.
                redis.run("LPUSH", "feature:ai_recommendations", "no", "text");
                redis.run("SET", "feature:new_checkout_flow", "false");
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> sample.get("/checkout", "ada").equals("legacy checkout for ada"));
                assertThat(redis.run("CLIENT", "LIST")).contains("name=sample-shop-flags");
            }
        }
    }
}
