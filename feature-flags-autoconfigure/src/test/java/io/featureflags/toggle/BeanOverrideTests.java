package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;

import io.featureflags.FeatureToggle;
import io.featureflags.testing.ImportFlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Bean overrides of Spring Test take the place of a toggled bean, also for the interface that it shares with legacy code. */
class BeanOverrideTests {

    interface Ticket {

        String print();
    }

    static class PaperTicket implements Ticket {

        @Override
        public String print() {
            return "paper";
        }
    }

    @FeatureToggle(value = "mobile_ticket", fallbackType = PaperTicket.class)
    static class MobileTicket implements Ticket {

        @Override
        public String print() {
            return "mobile";
        }

        String printTwice() {
            return print() + print();
        }
    }

    record Booth(Ticket ticket) {}

    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    @ImportAutoConfiguration(AopAutoConfiguration.class)
    static class Station {

        @Bean
        SettableStore store() {
            return new SettableStore();
        }

        @Bean
        MobileTicket mobileTicket() {
            return new MobileTicket();
        }

        @Bean
        PaperTicket paperTicket() {
            return new PaperTicket();
        }

        @Bean
        Booth booth(Ticket ticket) {
            return new Booth(ticket);
        }
    }

    @Nested
    @SpringJUnitConfig(Station.class)
    class MockOfTheInterface {

        @MockitoBean
        private Ticket ticket;

        @Test
        void answersAsStubbed(@Autowired Booth booth) {
            given(ticket.print()).willReturn("stubbed");
            assertThat(booth.ticket().print()).isEqualTo("stubbed");
            verify(ticket).print();
        }
    }

    @Nested
    @SpringJUnitConfig(Station.class)
    class MockByItsName {

        @MockitoBean("mobileTicket")
        private Ticket other;

        @Test
        void answersAsStubbed(@Autowired Booth booth) {
            given(other.print()).willReturn("stubbed");
            assertThat(booth.ticket().print()).isEqualTo("stubbed");
        }
    }

    @Nested
    @SpringJUnitConfig(Station.class)
    class MockOfTheClass {

        @MockitoBean
        private MobileTicket ticket;

        @Test
        void answersAsStubbed(@Autowired Booth booth, @Autowired SettableStore store) {
            given(ticket.print()).willReturn("stubbed");
            assertThat(booth.ticket().print()).isEqualTo("stubbed");
            store.set("mobile_ticket", "true");
            assertThat(booth.ticket().print()).isEqualTo("stubbed");
        }
    }

    @Nested
    @SpringJUnitConfig(Station.class)
    class MockOfTheLegacyBean {

        @MockitoBean
        private PaperTicket legacy;

        @Test
        void isTheLegacyCode(@Autowired Booth booth, @Autowired SettableStore store) {
            given(legacy.print()).willReturn("stubbed");
            assertThat(booth.ticket().print()).isEqualTo("stubbed");
            store.set("mobile_ticket", "true");
            assertThat(booth.ticket().print()).isEqualTo("mobile");
        }
    }

    @Nested
    @SpringJUnitConfig(Station.class)
    class SpyOfTheInterface {

        @MockitoSpyBean
        private Ticket ticket;

        @Test
        void isRoutedAndRecordsTheNewCode(@Autowired Booth booth, @Autowired SettableStore store) {
            assertThat(booth.ticket().print()).isEqualTo("paper");
            store.set("mobile_ticket", "true");
            assertThat(booth.ticket().print()).isEqualTo("mobile");
            verify(ticket).print();
        }
    }

    @Nested
    @SpringJUnitConfig(Station.class)
    class OverrideOfTheInterface {

        @TestBean
        @SuppressWarnings("NullAway.Init")
        private Ticket ticket;

        @Test
        void isInjected(@Autowired Booth booth) {
            assertThat(booth.ticket()).isSameAs(ticket);
            assertThat(booth.ticket().print()).isEqualTo("test");
        }
    }

    @SuppressWarnings("UnusedMethod") // Called for OverrideOfTheInterface.
    static Ticket ticket() {
        return () -> "test";
    }

    @SpringJUnitConfig(Station.class)
    @TestPropertySource(properties = "feature-flags.flags.mobile_ticket.enabled=true")
    static class Configured {

        @MockitoBean
        Ticket ticket;
    }

    @Nested
    @ExtendWith(OutputCaptureExtension.class)
    class Reports {

        @Test
        void leaveTheFlagOfAMockAlone(CapturedOutput output) throws Exception {
            new TestContextManager(Configured.class).prepareTestInstance(new Configured());
            assertThat(output).doesNotContain("no @FeatureToggle refers to").doesNotContain("MobileTicket");
        }
    }
}
