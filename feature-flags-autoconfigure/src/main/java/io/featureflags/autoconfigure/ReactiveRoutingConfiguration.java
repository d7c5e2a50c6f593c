package io.featureflags.autoconfigure;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.toggle.ReactiveRouting;
import io.featureflags.toggle.ReactiveWho;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Routes toggled methods that return publishers of Reactor, where it is there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Mono.class)
class ReactiveRoutingConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ReactiveRouting featureToggleReactiveRouting(ObjectProvider<EvaluationContextProvider> contextProvider) {
        return new ReactiveRouting(SingletonSupplier.of(() -> new CurrentUser(contextProvider.getObject())));
    }

    /**
     * Whoever the provider of the application says.
     *
     * @param provider the provider
     */
    private record CurrentUser(EvaluationContextProvider provider) implements ReactiveWho {

        @Override
        public Mono<EvaluationContextProvider> whoIsAsking(ContextView view) {
            return Mono.just(provider);
        }

        @Override
        public EvaluationContextProvider inRequest(ContextView view, EvaluationContextProvider who) {
            return who;
        }
    }
}
