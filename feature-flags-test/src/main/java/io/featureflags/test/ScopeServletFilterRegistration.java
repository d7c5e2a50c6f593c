package io.featureflags.test;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;

/** Puts the filter before all others, for every kind of dispatch. */
final class ScopeServletFilterRegistration extends FilterRegistrationBean<ScopeServletFilter> {

    ScopeServletFilterRegistration(ContextScopes scopes) {
        super(new ScopeServletFilter(scopes));
        setName("featureFlagsTestScope");
        setOrder(Ordered.HIGHEST_PRECEDENCE);
        setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        setAsyncSupported(true);
    }
}
