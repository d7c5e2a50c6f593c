package io.featureflags.redis.connection;

import static io.featureflags.testing.Shop.connections;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
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

/** An application that reaches its Redis by a Unix socket. Runs separately, with the native transport for it. */
@Tag("lettuce-extras")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class UnixSocketTests {

    @Test
    void followsOverAUnixSocket() throws IOException {
        Path folder = Files.createTempDirectory("flags"); // Short: such a path has at most about a hundred characters.
        Path socket = folder.resolve("redis.sock");
        try (RedisProcess redis = RedisProcess.start("--unixsocket", socket.toString())) {
            Shop.withFlags(List.of("checkout"))
                    .withBean(
                            RedisConnectionFactory.class,
                            () -> new LettuceConnectionFactory(new RedisSocketConfiguration(socket.toString())))
                    .run(context -> {
                        Shop shop = Shop.of(context);
                        shop.awaitMode(SyncMode.TRACKING);
                        for (boolean on : new boolean[] {true, false, true}) {
                            redis.run("SET", "feature:checkout", Boolean.toString(on));
                            shop.awaitAgreement(Map.of("checkout", on));
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
