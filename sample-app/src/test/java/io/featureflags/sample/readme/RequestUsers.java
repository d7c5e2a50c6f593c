package io.featureflags.sample.readme;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Provides the user of the web request, and no user on threads without one. */
class RequestUsers {

    @Bean
    EvaluationContextProvider currentUser() {
        return () -> RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? EvaluationContext.of(attributes.getRequest().getRemoteUser())
                : EvaluationContext.anonymous();
    }
}
