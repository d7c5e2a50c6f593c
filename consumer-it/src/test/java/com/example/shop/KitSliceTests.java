package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.test.WithFeature;
import io.featureflags.test.WithoutFeature;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Test slices route by application.yml, and by the annotations of a test. */
class KitSliceTests {

    @Nested
    @WebMvcTest(PriceController.class)
    class Controller {

        @Autowired
        private MockMvcTester mvc;

        @Test
        void runsTheLegacyCodeByDefault() {
            assertThat(mvc.get().uri("/prices/book")).hasStatusOk().hasBodyTextEqualTo("10");
            assertThat(mvc.get().uri("/prices/book/trend")).hasStatus(404);
        }

        @Test
        @WithFeature({"price_with_unit", "price_trend"})
        void runsTheNewCode() {
            assertThat(mvc.get().uri("/prices/book")).hasStatusOk().hasBodyTextEqualTo("10 EUR");
            assertThat(mvc.get().uri("/prices/book/trend")).hasStatusOk().hasBodyTextEqualTo("rising");
        }

        @Test
        @WithFeature("price_with_unit")
        @WithoutFeature("price_trend")
        void runsOneOfBoth() {
            assertThat(mvc.get().uri("/prices/book")).hasStatusOk().hasBodyTextEqualTo("10 EUR");
            assertThat(mvc.get().uri("/prices/book/trend")).hasStatus(404);
        }
    }

    @Nested
    @DataJpaTest
    @Import(CheckoutService.class)
    class ImportedService {

        @Autowired
        private CheckoutService checkout;

        @Autowired
        private Purchases purchases;

        @Test
        void runsTheLegacyCodeByDefault() {
            assertThat(checkout.checkout(false)).isEqualTo("legacy checkout at 10");
            assertThat(purchases.countByCode("legacy")).isEqualTo(1);
        }

        @Test
        @WithFeature("new_checkout_flow")
        void runsTheNewCode() {
            assertThat(checkout.checkout(false)).isEqualTo("new checkout at 10");
            assertThat(purchases.countByCode("new")).isEqualTo(1);
        }
    }
}
