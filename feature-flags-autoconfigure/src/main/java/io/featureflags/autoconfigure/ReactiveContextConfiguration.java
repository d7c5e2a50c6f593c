package io.featureflags.autoconfigure;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.context.ReactiveContextProvider;
import io.featureflags.context.ReactiveContexts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Who is asking in reactive code. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ContextView.class)
@Import(ReactiveSecurityConfiguration.class)
class ReactiveContextConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    ReactiveContexts featureFlagReactiveContexts(
            ObjectProvider<ReactiveContextProvider> reactive, ObjectProvider<EvaluationContextProvider> last) {
        // Asked for at the first call: the providers of an application may themselves need a bean that is toggled.
        SingletonSupplier<ReactiveContextProvider> reactiveProvider =
                SingletonSupplier.of(() -> reactive.getIfAvailable(() -> view -> Mono.empty()));
        SingletonSupplier<EvaluationContextProvider> lastProvider = SingletonSupplier.of(last::getObject);
        return new ReactiveContexts(
                view -> reactiveProvider.obtain().currentContext(view),
                () -> lastProvider.obtain().currentContext());
    }
}
