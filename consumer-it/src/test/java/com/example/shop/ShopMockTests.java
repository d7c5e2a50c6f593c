package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import io.featureflags.FeatureFlags;
import io.featureflags.test.WithFeature;
import io.featureflags.test.WithoutFeature;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** Mocks of flags and of toggled beans. */
@ExtendWith(OutputCaptureExtension.class)
class ShopMockTests {

    @Nested
    @SpringBootTest
    class OfTheFlags {

        @MockitoBean
        private FeatureFlags flags;

        @Test
        void oneWarningNamesTheWayOut(@Autowired CheckoutService checkout, CapturedOutput output) {
            given(flags.isEnabled("new_checkout_flow")).willReturn(true);
            assertThat(checkout.checkout(false)).isEqualTo("legacy checkout at 10");
            assertThat(output)
                    .containsOnlyOnce("is a mock of FeatureFlags. Methods with @FeatureToggle do not call it,"
                            + " so that stubbing it has no effect on them. Set their flags with @WithFeature and"
                            + " @WithoutFeature of feature-flags-test");
        }

        @Test
        @WithFeature("new_checkout_flow")
        void annotationsHaveEffect(@Autowired CheckoutService checkout) {
            assertThat(checkout.checkout(false)).isEqualTo("new checkout at 10");
        }
    }

    @Nested
    @SpringBootTest
    class OfAnInterfaceWithToggledClass {

        @MockitoBean
        private Payment payment;

        @Test
        @WithFeature("card_payment")
        void theMockAnswers(@Autowired Payment injected) {
            given(payment.pay(10)).willReturn("mocked");
            assertThat(injected.pay(10)).isEqualTo("mocked");
        }
    }

    @Nested
    @SpringBootTest
    class SpyOnToggledClass {

        @MockitoSpyBean
        private CardPayment card;

        @Autowired
        private Payment payment;

        @Test
        @WithFeature("card_payment")
        void seesTheNewCode() {
            assertThat(payment.pay(10)).isEqualTo("card charged with 10");
            then(card).should().pay(10);
        }

        @Test
        @WithoutFeature("card_payment")
        void doesNotSeeTheLegacyCode() {
            assertThat(payment.pay(10)).isEqualTo("invoice over 10");
            then(card).shouldHaveNoInteractions();
        }
    }
}
