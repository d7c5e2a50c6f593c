package io.featureflags.redis.connection;

import static io.featureflags.testing.FollowingApplication.connections;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.SyncMode;
import io.featureflags.testing.FollowingApplication;
import io.featureflags.testing.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSocketConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** An application that reaches its Redis by a file: run by itself, with the native transport that this needs. */
@Tag("lettuce-extras")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class UnixSocketTests {

    @Test
    void followsOverAUnixSocket() throws IOException {
        Path folder = Files.createTempDirectory("flags"); // Short: such a path has about a hundred letters at most.
        Path socket = folder.resolve("redis.sock");
        try (RedisProcess redis = RedisProcess.start("--unixsocket", socket.toString())) {
            FollowingApplication.runner(List.of("checkout"))
                    .withBean(
                            RedisConnectionFactory.class,
                            () -> new LettuceConnectionFactory(new RedisSocketConfiguration(socket.toString())))
                    .run(context -> {
                        FollowingApplication app = FollowingApplication.of(context);
                        app.awaitMode(SyncMode.TRACKING);
                        for (boolean on : new boolean[] {true, false, true}) {
                            redis.run("SET", "feature:checkout", Boolean.toString(on));
                            app.awaitAgreement(Map.of("checkout", on));
                        }
                        assertThat(connections(redis))
                                .singleElement()
                                .asString()
                                .contains(socket.toString());
                    });
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
    }
}
