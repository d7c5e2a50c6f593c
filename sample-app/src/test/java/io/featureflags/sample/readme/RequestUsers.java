package io.featureflags.sample.readme;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;

/** Takes the user of the web request for whoever is asking. */
class RequestUsers {

    @Bean
    EvaluationContextProvider whoIsAsking(HttpServletRequest request) {
        return () -> EvaluationContext.of(request.getRemoteUser());
    }
}
