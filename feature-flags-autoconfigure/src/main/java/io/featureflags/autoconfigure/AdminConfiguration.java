package io.featureflags.autoconfigure;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.admin.LedgerAdmin;
import io.featureflags.admin.RecordedOrigin;
import io.featureflags.admin.WatchedAdmin;
import io.featureflags.memory.NoLedger;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.ChangeOrigin;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Changing flags, and knowing who did. */
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
        return new WatchedAdmin(admin, audit, clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    ChangeOrigin featureFlagChangeOrigin(ObjectProvider<FlagStore> store, ObjectProvider<FlagLedger> ledgers) {
        // Asked for at the first change: the store itself tells of changes.
        SingletonSupplier<ChangeOrigin> origin =
                SingletonSupplier.of(() -> new RecordedOrigin(ledger(store.getObject(), ledgers)));
        return event -> origin.obtain().of(event);
    }

    private static FlagLedger ledger(FlagStore store, ObjectProvider<FlagLedger> ledgers) {
        return store instanceof FlagLedger both ? both : ledgers.getIfUnique(NoLedger::new);
    }
}
