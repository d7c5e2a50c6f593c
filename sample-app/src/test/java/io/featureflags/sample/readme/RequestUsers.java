package io.featureflags.sample.readme;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;

/** Provides the user of the web request. */
class RequestUsers {

    @Bean
    EvaluationContextProvider currentUser(HttpServletRequest request) {
        return () -> EvaluationContext.of(request.getRemoteUser());
    }
}
