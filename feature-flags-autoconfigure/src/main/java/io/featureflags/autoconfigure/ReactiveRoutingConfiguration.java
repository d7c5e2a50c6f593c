package io.featureflags.autoconfigure;

import io.featureflags.context.ReactiveContexts;
import io.featureflags.toggle.ReactiveRouting;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;

/** Routes toggled methods that return publishers of Reactor, where it is there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Mono.class)
class ReactiveRoutingConfiguration {

    // The contexts are looked up at the first subscription, and not when the first toggled bean is made.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ReactiveRouting featureToggleReactiveRouting(ObjectProvider<ReactiveContexts> contexts) {
        return new ReactiveRouting(SingletonSupplier.of(contexts::getObject));
    }
}
