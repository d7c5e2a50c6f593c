package io.featureflags.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Maps each {@code ConsoleRoute} on Spring MVC. */
final class ServletConsoleMapping extends RequestMappingHandlerMapping {

    private final @Nullable String endpoint;

    private final ServletHandler handler;

    /**
     * Creates the mapping.
     *
     * @param endpoint path of the endpoint; null if it is not on the web
     * @param page the page
     * @param csrf finds the token of a request; returns null if there is none
     */
    ServletConsoleMapping(
            @Nullable String endpoint, ConsolePage page, Function<HttpServletRequest, @Nullable CsrfView> csrf) {
        this.endpoint = endpoint;
        this.handler = new ServletHandler(page, csrf);
        setOrder(ConsoleRoute.ORDER);
    }

    @Override
    protected boolean isHandler(Class<?> beanType) {
        return false; // The controllers of the application have another mapping.
    }

    @Override
    protected void initHandlerMethods() {
        if (endpoint != null) {
            for (ConsoleRoute route : ConsoleRoute.all()) {
                RequestMappingInfo info = RequestMappingInfo.paths(endpoint + route.path())
                        .methods(route.methods().toArray(new RequestMethod[0]))
                        .headers(route.headers())
                        .produces(route.produces())
                        .options(getBuilderConfiguration())
                        .build();
                registerMapping(info, handler, route.handlerOf(ServletHandler.class));
            }
        }
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
     * @param page the page
     * @param csrf finds the token of a request
     */
    record ServletHandler(ConsolePage page, Function<HttpServletRequest, @Nullable CsrfView> csrf) {

        /** Redirects to the page, relatively: a proxy may have another prefix. */
        public ResponseEntity<Object> redirect(HttpServletResponse response) {
            secure(response);
            return ResponseEntity.status(302)
                    .header(HttpHeaders.LOCATION, "console/")
                    .build();
        }

        public ResponseEntity<Object> index(@Nullable Principal user, HttpServletResponse response) {
            return sent(page.operations().file(ConsoleFiles.INDEX, user), response);
        }

        public ResponseEntity<Object> file(
                @PathVariable("name") String name, @Nullable Principal user, HttpServletResponse response) {
            return sent(page.operations().file(name, user), response);
        }

        public ResponseEntity<Object> me(
                HttpServletRequest request, @Nullable Principal user, HttpServletResponse response) {
            CsrfView token = page.operations().mayWrite(user) ? csrf.apply(request) : null;
            return sent(page.operations().me(user, token), response);
        }

        public ResponseEntity<Object> list(@Nullable Principal user, HttpServletResponse response) {
            return sent(page.operations().list(user), response);
        }

        public ResponseEntity<Object> flag(
                @PathVariable("name") String name, @Nullable Principal user, HttpServletResponse response) {
            return sent(page.operations().flag(name, user), response);
        }

        public ResponseEntity<Object> change(
                @PathVariable("name") String name,
                HttpServletRequest request,
                @Nullable Principal user,
                HttpServletResponse response)
                throws IOException {
            ConsoleRequest from = new ConsoleRequest(
                    user,
                    request.getContentType(),
                    request.getHeader("Sec-Fetch-Site"),
                    request.getHeader(HttpHeaders.ORIGIN),
                    ConsoleRequest.origin(request.getScheme(), request.getServerName(), request.getServerPort()));
            ConsoleResult refusal = page.operations().refusal(name, from);
            if (refusal != null) {
                return sent(refusal, response);
            }
            byte[] body = request.getInputStream().readNBytes(ConsoleOperations.MAX_BODY + 1);
            return sent(page.operations().change(name, body, user), response);
        }

        public ResponseEntity<Object> rejectMethod(HttpServletResponse response) {
            return sent(ConsoleOperations.methodNotAllowed(), response);
        }

        private static ResponseEntity<Object> sent(ConsoleResult result, HttpServletResponse response) {
            secure(response);
            return result.toResponse();
        }

        /** Sets the headers here: those of a response entity would be added to those of the application. */
        private static void secure(HttpServletResponse response) {
            SafeHeaders.ALL.forEach(response::setHeader);
        }
    }
}
