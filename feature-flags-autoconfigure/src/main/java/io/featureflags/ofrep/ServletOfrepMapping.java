package io.featureflags.ofrep;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Maps the paths of the protocol on Spring MVC, for all methods. It is no mapping of Spring's base class, which would answer
 * preflights by itself, with a body that is not JSON.
 */
public final class ServletOfrepMapping implements HandlerMapping, Ordered {

    private final Map<OfrepRoute, PathPattern> patterns = new EnumMap<>(OfrepRoute.class);

    private final OfrepProtocol protocol;

    private final LoginSource logins;

    /**
     * Creates the mapping.
     *
     * @param protocol the protocol
     * @param logins finds the authenticated user of a request
     */
    public ServletOfrepMapping(OfrepProtocol protocol, LoginSource logins) {
        this.protocol = protocol;
        this.logins = logins;
        for (OfrepRoute route : OfrepRoute.values()) {
            patterns.put(route, PathPatternParser.defaultInstance.parse(route.pattern()));
        }
    }

    @Override
    public int getOrder() {
        return OfrepRoute.ORDER;
    }

    @Override
    public boolean usesPathPatterns() {
        return true;
    }

    @Override
    public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
        PathContainer path = (ServletRequestPathUtils.hasParsedRequestPath(request)
                        ? ServletRequestPathUtils.getParsedRequestPath(request)
                        : ServletRequestPathUtils.parseAndCache(request))
                .pathWithinApplication();
        for (Map.Entry<OfrepRoute, PathPattern> entry : patterns.entrySet()) {
            PathPattern.PathMatchInfo match = entry.getValue().matchAndExtract(path);
            if (match != null) {
                request.setAttribute(
                        BEST_MATCHING_PATTERN_ATTRIBUTE, entry.getKey().pattern());
                String key = match.getUriVariables().get(OfrepRoute.KEY);
                return new HandlerExecutionChain(new ServletOfrepHandler(protocol, logins, entry.getKey(), key));
            }
        }
        return null;
    }
}
