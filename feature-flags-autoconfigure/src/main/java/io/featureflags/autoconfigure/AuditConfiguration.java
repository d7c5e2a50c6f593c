package io.featureflags.autoconfigure;

import io.featureflags.audit.AuditEventSink;
import io.featureflags.audit.AuditSink;
import io.featureflags.audit.LogSink;
import io.featureflags.audit.QueuedSinks;
import io.featureflags.spi.AuditListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whom changes of flags are told to. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

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

    /** By itself, since Spring Boot's actuator may be absent. */
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
