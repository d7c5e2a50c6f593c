package io.featureflags.actuate;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Maps each {@code EndpointRoute} on Spring MVC. */
public final class ServletWriteMapping extends RequestMappingHandlerMapping {

    private final @Nullable String endpoint;

    private final boolean writable;

    private final LazyOperations operations;

    /**
     * Creates the mapping.
     *
     * @param endpoint path of the endpoint, such as {@code /actuator/featureflags}; null if it is not on the web
     * @param writable whether flags may be changed
     * @param operations operations of the endpoint
     */
    public ServletWriteMapping(@Nullable String endpoint, boolean writable, LazyOperations operations) {
        this.endpoint = endpoint;
        this.writable = writable;
        this.operations = operations;
        setOrder(EndpointRoute.ORDER);
    }

    @Override
    protected boolean isHandler(Class<?> beanType) {
        return false; // The controllers of the application have another mapping.
    }

    @Override
    protected void initHandlerMethods() {
        if (endpoint != null) {
            for (EndpointRoute route : EndpointRoute.of(writable)) {
                registerMapping(
                        mappingOf(endpoint, route),
                        new ServletHandler(operations, route.allow()),
                        route.handlerOf(ServletHandler.class));
            }
        }
    }

    private RequestMappingInfo mappingOf(String path, EndpointRoute route) {
        return RequestMappingInfo.paths(path + route.path())
                .methods(route.methods().toArray(new RequestMethod[0]))
                .consumes(route.consumes().toArray(new String[0]))
                .params(route.params().toArray(new String[0]))
                .options(getBuilderConfiguration())
                .build();
    }

    /** Leaves other requests for these paths to the next mapping. */
    @Override
    protected @Nullable HandlerMethod handleNoMatch(
            Set<RequestMappingInfo> infos, String lookupPath, HttpServletRequest request) {
        return null;
    }

    /**
     * Handler methods of the routes.
     *
     * @param operations operations of the endpoint
     * @param allow methods of HTTP that the path supports
     */
    record ServletHandler(LazyOperations operations, String allow) {

        public ResponseEntity<Object> set(
                @PathVariable("name") String name,
                @RequestBody Map<String, @Nullable Object> body,
                @Nullable Principal principal) {
            return JsonResponse.of(operations.get().web.set(name, body, principal));
        }

        public ResponseEntity<Object> importAll(
                HttpServletRequest request,
                @RequestParam(name = "dryRun", required = false) @Nullable String dryRun,
                @RequestParam(name = "reason", required = false) @Nullable String reason,
                @Nullable Principal principal)
                throws IOException {
            byte[] document = request.getInputStream().readNBytes(WebOperations.MAX_DOCUMENT + 1);
            return JsonResponse.of(
                    document.length > WebOperations.MAX_DOCUMENT
                            ? operations.get().web.tooLarge()
                            : operations.get().web.importAll(document, dryRun, reason, principal));
        }

        public ResponseEntity<Object> reject() {
            return JsonResponse.of(WebOperations.ambiguous());
        }

        public ResponseEntity<Object> rejectMethod() {
            return JsonResponse.of(WebOperations.methodNotAllowed(allow), HttpHeaders.ALLOW, allow);
        }

        public ResponseEntity<Object> rejectType() {
            return JsonResponse.of(
                    WebOperations.unsupportedType(), HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        }

        @ExceptionHandler(HttpMessageNotReadableException.class)
        public ResponseEntity<Object> unreadable() {
            return JsonResponse.of(WebOperations.unreadable(400));
        }
    }
}
