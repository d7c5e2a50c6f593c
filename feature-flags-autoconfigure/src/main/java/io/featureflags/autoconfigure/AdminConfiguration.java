package io.featureflags.autoconfigure;

import io.featureflags.ChangeOrigin;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagCatalog;
import io.featureflags.FlagLedger;
import io.featureflags.FlagStore;
import io.featureflags.FlagValueParser;
import io.featureflags.admin.LedgerAdmin;
import io.featureflags.admin.NoLedger;
import io.featureflags.admin.RecordedOrigin;
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
            FeatureFlagsProperties properties) {
        return new LedgerAdmin(
                ledger(store, ledgers),
                catalog,
                parser,
                properties.redis().maxValueSize().toBytes());
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
