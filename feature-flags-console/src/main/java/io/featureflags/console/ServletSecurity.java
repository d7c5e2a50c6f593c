package io.featureflags.console;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** Spring Security on Spring MVC. A class of its own, because either may be absent. */
final class ServletSecurity {

    private static final String FILTER = "springSecurityFilterChain";

    private ServletSecurity() {}

    static Logins logins(ConsoleEndpoint endpoint, BeanFactory beans) {
        return new SecurityLogins(new ServletPathPermissions(endpoint, filter(beans)));
    }

    static @Nullable CsrfView csrf(HttpServletRequest request, BeanFactory beans) {
        return new ServletCsrf(filter(beans)).of(request);
    }

    /** Looks the filter up when it is needed: it is created late. */
    private static Supplier<@Nullable Filter> filter(BeanFactory beans) {
        return () -> beans.containsBean(FILTER) ? beans.getBean(FILTER, Filter.class) : null;
    }
}
