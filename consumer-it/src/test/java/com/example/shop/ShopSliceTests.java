package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.FeatureFlags;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * Without the test kit, slices route, answer from application.yml, leave Redis alone, and log nothing of the starter. The
 * build runs this class on a class path of its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShopSliceTests {

    private static final String ON = "feature-flags.flags.";

    private static ServerSocket redis;

    @BeforeAll
    static void listen() throws IOException {
        redis = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterAll
    static void leavesRedisAlone() throws IOException {
        try (ServerSocket listening = redis) {
            listening.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(listening::accept);
        }
    }

    // Spring Boot abbreviates the names of loggers.
    @AfterEach
    void logsNothing(CapturedOutput output) {
        assertThat(output).contains("Starting").doesNotContainPattern("\\bi(o\\.featureflags|\\.f)\\.");
    }

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.port", () -> redis.getLocalPort());
    }

    @Nested
    @DataJpaTest
    @Import(CheckoutService.class)
    class ImportedService {

        @Test
        void runsTheLegacyCode(@Autowired CheckoutService checkout, @Autowired Purchases purchases) {
            assertThat(checkout.checkout(false)).isEqualTo("legacy checkout at 10");
            assertThat(purchases.countByCode("legacy")).isEqualTo(1);
        }
    }

    @Nested
    @DataJpaTest
    @Import(CheckoutService.class)
    @TestPropertySource(properties = ON + "new_checkout_flow.enabled=true")
    class ImportedServiceSwitchedOn {

        @Test
        void runsTheNewCode(@Autowired CheckoutService checkout) {
            assertThat(checkout.checkout(false)).isEqualTo("new checkout at 10");
        }
    }

    @Nested
    @WebMvcTest(PriceController.class)
    class Controller {

        @Test
        void runsTheLegacyCode(@Autowired MockMvcTester mvc) {
            assertThat(mvc.get().uri("/prices/book")).hasStatusOk().hasBodyTextEqualTo("10");
            assertThat(mvc.get().uri("/prices/book/trend")).hasStatus(404);
        }
    }

    @Nested
    @WebMvcTest(PriceController.class)
    @TestPropertySource(properties = {ON + "price_with_unit.enabled=true", ON + "price_trend.enabled=true"})
    class ControllerSwitchedOn {

        @Test
        void runsTheNewCode(@Autowired MockMvcTester mvc) {
            assertThat(mvc.get().uri("/prices/book")).hasStatusOk().hasBodyTextEqualTo("10 EUR");
            assertThat(mvc.get().uri("/prices/book/trend")).hasStatusOk();
        }
    }

    @Nested
    @WebFluxTest(PriceController.class)
    class ReactiveController {

        @Test
        void runsTheLegacyCode(@Autowired WebTestClient client) {
            client.get().uri("/prices/book").exchange().expectBody(String.class).isEqualTo("10");
            client.get().uri("/prices/book/trend").exchange().expectStatus().isNotFound();
        }
    }

    @Nested
    @JsonTest
    class Json {

        @Test
        void runsTheLegacyCode(@Autowired Prices prices, @Autowired FeatureFlags flags) {
            assertThat(prices.price("book")).isEqualTo(10);
            assertThat(flags.isEnabled("new_prices")).isFalse();
        }
    }
}
