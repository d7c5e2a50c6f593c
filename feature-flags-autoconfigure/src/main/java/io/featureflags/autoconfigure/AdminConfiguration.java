package io.featureflags.autoconfigure;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.admin.ChangePublisher;
import io.featureflags.admin.FailureReportingAdmin;
import io.featureflags.admin.LedgerAdmin;
import io.featureflags.admin.LedgerChangeOrigin;
import io.featureflags.audit.AuditEventSink;
import io.featureflags.audit.AuditSink;
import io.featureflags.audit.LogSink;
import io.featureflags.audit.QueuedSinks;
import io.featureflags.memory.NoLedger;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.ChangeOrigin;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagChangeListener;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Changes flags, publishes changes, and sends them to the audit sinks. */
@Configuration(proxyBeanMethods = false)
class AdminConfiguration {

    @Bean
    @ConditionalOnMissingBean
    FeatureFlagAdmin featureFlagAdmin(
            FlagStore store,
            ObjectProvider<FlagLedger> ledgers,
            FlagCatalog catalog,
            FlagValueParser parser,
            FeatureFlagsProperties properties,
            AuditListener audit,
            ObjectProvider<Clock> clock) {
        LedgerAdmin admin = new LedgerAdmin(
                ledger(store, ledgers),
                catalog,
                parser,
                properties.redis().maxValueSize().toBytes());
        return new FailureReportingAdmin(admin, audit, Clocks.of(clock));
    }

    @Bean
    @ConditionalOnMissingBean
    ChangeOrigin featureFlagChangeOrigin(ObjectProvider<FlagStore> store, ObjectProvider<FlagLedger> ledgers) {
        // Resolved at the first change: the store itself reports changes, and must not depend on this bean.
        SingletonSupplier<ChangeOrigin> origin =
                SingletonSupplier.of(() -> new LedgerChangeOrigin(ledger(store.getObject(), ledgers)));
        return event -> origin.obtain().of(event);
    }

    @Bean
    @ConditionalOnMissingBean(FlagChangeListener.class)
    ChangePublisher featureFlagChangePublisher(ApplicationEventPublisher publisher, ChangeOrigin origin) {
        return new ChangePublisher(publisher, origin);
    }

    @Bean
    @ConditionalOnMissingBean
    AuditListener featureFlagAuditListener(ObjectProvider<AuditSink> sinks) {
        return new QueuedSinks(sinks.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    LogSink featureFlagLogSink() {
        return new LogSink();
    }

    static FlagLedger ledger(FlagStore store, ObjectProvider<FlagLedger> ledgers) {
        FlagLedger ledger = store.ledger();
        return ledger == null ? ledgers.getIfUnique(NoLedger::new) : ledger;
    }

    /** The sink for Spring Boot's audit. A separate class, because the actuator may be absent. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.audit.AuditEventRepository")
    static class AuditEventConfiguration {

        @Bean
        @ConditionalOnMissingBean
        AuditEventSink featureFlagAuditEventSink(ObjectProvider<AuditEventRepository> repository) {
            return new AuditEventSink(repository::getIfUnique);
        }
    }
}
