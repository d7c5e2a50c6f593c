package io.featureflags.console;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Permissions by the filter chains of Spring Security on Spring MVC. They evaluate the present request with another
 * method and path, so that they see its context path, address and headers. The {@code WebInvocationPrivilegeEvaluator} has no
 * request: it permits what no chain covers, and with a management port of its own it does not find the rules for endpoints.
 *
 * @param endpoint the endpoint
 * @param chains filter of Spring Security; null if there is none
 */
record ServletPathPermissions(ConsoleEndpoint endpoint, Supplier<@Nullable Filter> chains)
        implements SecurityLogins.PathPermissions {

    private static final Log LOG = LogFactory.getLog(ServletPathPermissions.class);

    /** A change must be permitted on both paths: a rule for one of them may be unaware of the other. */
    @Override
    public Permission mayPost(Authentication user, String flag) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
                || !(chains.get() instanceof FilterChainProxy proxy)) {
            return Permission.UNKNOWN;
        }
        HttpServletRequest request = attributes.getRequest();
        String path = endpoint.path();
        String uri = request.getRequestURI();
        int at = path == null ? -1 : uri.indexOf(path, request.getContextPath().length());
        if (path == null || at < 0) {
            return Permission.DENIED;
        }
        String base = uri.substring(0, at + path.length());
        Permission console = ask(proxy, PostedRequest.to(request, base + "/-/console/" + flag), user);
        return console == Permission.GRANTED ? ask(proxy, PostedRequest.to(request, base + "/" + flag), user) : console;
    }

    private static Permission ask(FilterChainProxy proxy, HttpServletRequest asked, Authentication user) {
        try {
            for (SecurityFilterChain chain : proxy.getFilterChains()) {
                if (chain.matches(asked)) {
                    return ask(chain, asked, user);
                }
            }
            return Permission.UNKNOWN;
        } catch (RuntimeException ex) { // The rules are code of the application.
            LOG.debug("The rules of Spring Security failed for " + asked.getRequestURI(), ex);
            return Permission.DENIED;
        }
    }

    private static Permission ask(SecurityFilterChain chain, HttpServletRequest asked, Authentication user) {
        boolean found = false;
        for (Filter filter : chain.getFilters()) {
            if (filter instanceof AuthorizationFilter authorization) {
                found = true;
                AuthorizationResult result =
                        authorization.getAuthorizationManager().authorize(() -> user, asked);
                if (result == null) {
                    return Permission.UNKNOWN;
                }
                if (!result.isGranted()) {
                    return Permission.DENIED;
                }
            }
        }
        return found ? Permission.GRANTED : Permission.UNKNOWN;
    }
}
