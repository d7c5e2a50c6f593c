package io.featureflags.console;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Field;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.util.ReflectionUtils;

/**
 * Token of Spring Security on Spring MVC. The attribute of a request has the token as a form sends it. Some handlers expect
 * another one in a header, such as that of {@code csrf.spa()}: of both tokens, the one that the handler accepts is returned.
 *
 * @param chains filter of Spring Security; null if there is none
 */
record ServletCsrf(Supplier<@Nullable Filter> chains) {

    private static final String HANDLER = "requestHandler";

    @Nullable
    CsrfView of(HttpServletRequest request) {
        if (!(request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token)) {
            return null;
        }
        String sent = token.getToken();
        if (request.getAttribute(DeferredCsrfToken.class.getName()) instanceof DeferredCsrfToken deferred) {
            CsrfToken stored = deferred.get();
            CsrfTokenRequestHandler handler = handlerOf(request);
            if (handler != null
                    && !accepts(handler, request, stored, sent)
                    && accepts(handler, request, stored, stored.getToken())) {
                sent = stored.getToken();
            }
        }
        return new CsrfView(token.getHeaderName(), sent);
    }

    private static boolean accepts(
            CsrfTokenRequestHandler handler, HttpServletRequest request, CsrfToken stored, String sent) {
        HttpServletRequest asked = new HttpServletRequestWrapper(request) {

            @Override
            public @Nullable String getHeader(String name) {
                return name.equalsIgnoreCase(stored.getHeaderName()) ? sent : super.getHeader(name);
            }
        };
        return stored.getToken().equals(handler.resolveCsrfTokenValue(asked, stored));
    }

    private @Nullable CsrfTokenRequestHandler handlerOf(HttpServletRequest request) {
        if (chains.get() instanceof FilterChainProxy proxy) {
            for (SecurityFilterChain chain : proxy.getFilterChains()) {
                if (chain.matches(request)) {
                    return chain.getFilters().stream()
                            .filter(CsrfFilter.class::isInstance)
                            .map(ServletCsrf::handler)
                            .findFirst()
                            .orElse(null);
                }
            }
        }
        return null;
    }

    /** Reads a field, since the filter does not show its handler. */
    private static @Nullable CsrfTokenRequestHandler handler(Filter filter) {
        Field field = ReflectionUtils.findField(CsrfFilter.class, HANDLER, CsrfTokenRequestHandler.class);
        if (field == null) {
            return null;
        }
        ReflectionUtils.makeAccessible(field);
        return (CsrfTokenRequestHandler) ReflectionUtils.getField(field, filter);
    }
}
