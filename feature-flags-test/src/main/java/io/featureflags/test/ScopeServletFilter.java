package io.featureflags.test;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Binds the scope of a test to the thread of a request that names it in a header. Present in test contexts only. */
final class ScopeServletFilter implements Filter {

    private final ContextScopes scopes;

    ScopeServletFilter(ContextScopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = request instanceof HttpServletRequest http ? http.getHeader(TestFeatureFlags.HEADER) : null;
        @Nullable FeatureScope scope = scopes.find(id);
        if (scope == null) {
            chain.doFilter(request, response);
            return;
        }
        FeatureScope former = BoundScope.bind(scope);
        try {
            chain.doFilter(request, response);
        } finally {
            BoundScope.bind(former);
        }
    }
}
