package io.featureflags.autoconfigure;

import io.featureflags.FlagValueEditor;
import io.featureflags.guard.RolloutGuards;
import io.featureflags.guard.RolloutMonitor;
import io.featureflags.guard.RolloutPorts;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.RolloutReports;
import io.featureflags.spi.RolloutStore;
import io.featureflags.value.RolloutFields;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/** Counts the calls of guarded rollouts, and takes their steps. */
@Configuration(proxyBeanMethods = false)
class RolloutConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    RolloutGuards featureFlagRolloutGuards(
            FlagStore store, ObjectProvider<FlagLedger> ledgers, FlagValueEditor editor, Environment environment) {
        LongSupplier nanoTime = System::nanoTime;
        RolloutStore rollouts = store.rollouts();
        if (rollouts == null) {
            return new RolloutGuards(null, nanoTime);
        }
        SingletonSupplier<FlagLedger> ledger = SingletonSupplier.of(() -> AdminConfiguration.ledger(store, ledgers));
        RolloutPorts ports =
                new RolloutPorts(rollouts, ledger::obtain, editor, RolloutFields::paused, InstanceName.of(environment));
        return new RolloutGuards(ports, nanoTime);
    }

    @Bean
    @ConditionalOnMissingBean
    RolloutReports featureFlagRolloutReports(FlagStore store, RolloutGuards guards) {
        return new RolloutMonitor(store.rollouts(), guards::lastProgress, guards::hasUnsentCounts);
    }
}
