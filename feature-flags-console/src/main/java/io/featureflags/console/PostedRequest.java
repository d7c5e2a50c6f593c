package io.featureflags.console;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as if it were a {@code POST} to another path of the same application. What is stored in it does not reach the
 * real request.
 */
final class PostedRequest extends HttpServletRequestWrapper {

    /** Parsed paths of the real request, which are cached in its attributes. */
    private static final String CACHED_PATHS = "org.springframework.web.util.";

    private final String uri;

    private final Map<String, @Nullable Object> attributes = new HashMap<>();

    private PostedRequest(HttpServletRequest request, String uri) {
        super(request);
        this.uri = uri;
    }

    static PostedRequest to(HttpServletRequest request, String uri) {
        return new PostedRequest(request, uri);
    }

    @Override
    public String getMethod() {
        return "POST";
    }

    @Override
    public String getRequestURI() {
        return uri;
    }

    @Override
    public StringBuffer getRequestURL() {
        String url = super.getRequestURL().toString();
        return new StringBuffer(
                        url.substring(0, url.length() - super.getRequestURI().length()))
                .append(uri);
    }

    /** Splits the path as the servlet container does: behind the path of the servlet there may be more. */
    @Override
    public String getServletPath() {
        String path = uri.substring(getContextPath().length());
        String servlet = super.getServletPath();
        return super.getPathInfo() != null && path.startsWith(servlet) ? servlet : path;
    }

    @Override
    public @Nullable String getPathInfo() {
        String path = uri.substring(getContextPath().length());
        String servlet = super.getServletPath();
        return super.getPathInfo() != null && path.startsWith(servlet) ? path.substring(servlet.length()) : null;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        if (attributes.containsKey(name)) {
            return attributes.get(name);
        }
        return name.startsWith(CACHED_PATHS) ? null : super.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.put(name, null);
    }
}
