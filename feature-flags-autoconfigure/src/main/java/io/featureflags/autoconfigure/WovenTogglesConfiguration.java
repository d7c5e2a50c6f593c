package io.featureflags.autoconfigure;

import io.featureflags.toggle.AspectAttacher;
import io.featureflags.toggle.FeatureToggleBeanPostProcessor;
import io.featureflags.toggle.ToggleAdvisors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** Routes the calls of woven methods. Without AspectJ nothing can be woven. The aspect itself is no bean. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.aspectj.lang.ProceedingJoinPoint")
class WovenTogglesConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AspectAttacher featureToggleWovenToggles(
            FeatureToggleBeanPostProcessor beans, ObjectProvider<ToggleAdvisors> advisors) {
        return new AspectAttacher(beans, advisors);
    }
}
