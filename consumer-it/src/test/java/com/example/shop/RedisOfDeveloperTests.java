package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagWrite;
import io.featureflags.test.WithFeature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A Redis on the developer's machine means nothing to a test. The start logs nothing of the starter. */
@ExtendWith(OutputCaptureExtension.class)
class RedisOfDeveloperTests {

    @Nested
    @SpringBootTest
    class Running {

        private static final Redis redis = startWithFlag();

        private static final int connection = connection();

        private static Redis startWithFlag() {
            Redis started = Redis.start();
            started.run("SET", "feature:new_prices", "true");
            return started;
        }

        /** Redis numbers its connections, and each command here has one of its own. */
        private static int connection() {
            return Integer.parseInt(redis.run("CLIENT", "ID").substring(1));
        }

        @DynamicPropertySource
        static void redis(DynamicPropertyRegistry properties) {
            properties.add("spring.data.redis.port", redis::port);
        }

        @AfterAll
        static void stop() {
            redis.close();
        }

        @Test
        @WithFeature("new_checkout_flow")
        void isNeitherReadNorWritten(
                @Autowired CheckoutService checkout, @Autowired FeatureFlagAdmin admin, @Autowired FeatureFlags flags) {
            assertThat(checkout.checkout(false)).isEqualTo("new checkout at 10");
            admin.set("price_trend", "true", FlagWrite.by("ada"));
            assertThat(flags.isEnabled("price_trend")).isTrue();
            assertThat(connection()).isEqualTo(connection + 1);
            assertThat(redis.run("DBSIZE")).isEqualTo(":1");
        }
    }

    @Nested
    @SpringBootTest
    class Hanging {

        private static final ServerSocket redis = listen();

        private static ServerSocket listen() {
            try {
                return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            } catch (IOException ex) {
                throw new IllegalStateException(ex);
            }
        }

        @DynamicPropertySource
        static void redis(DynamicPropertyRegistry properties) {
            properties.add("spring.data.redis.port", redis::getLocalPort);
        }

        @AfterAll
        static void close() throws IOException {
            redis.close();
        }

        // Without a connection there is nothing to wait for.
        @Test
        void getsNoConnection(@Autowired CheckoutService checkout) throws IOException {
            assertThat(checkout.checkout(false)).isEqualTo("legacy checkout at 10");
            redis.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(redis::accept);
        }

        // Spring Boot abbreviates the names of loggers.
        @Test
        void theStartLogsNothing(CapturedOutput output) {
            assertThat(output)
                    .contains("Started RedisOfDeveloperTests.Hanging")
                    .doesNotContainPattern("\\bi(o\\.featureflags|\\.f)\\.")
                    .doesNotContainIgnoringCase("feature flag");
        }
    }
}
