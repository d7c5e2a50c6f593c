package io.featureflags.autoconfigure;

import io.featureflags.FlagDocuments;
import io.featureflags.value.JsonFlagDocuments;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The values of many flags as one document. */
@Configuration(proxyBeanMethods = false)
class FlagDocumentsConfiguration {

    @Bean
    @ConditionalOnMissingBean
    FlagDocuments featureFlagDocuments() {
        return new JsonFlagDocuments();
    }
}
