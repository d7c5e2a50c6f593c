package io.featureflags.actuate;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Takes writes of flags on Spring MVC whose value is an object, and documents with many flags: Spring Boot's own mapping of
 * endpoints, which comes next, reads bodies of texts only. It also refuses queries that would have the word over the path.
 */
public final class ServletWriteMapping extends RequestMappingHandlerMapping {

    /** Before the mapping of endpoints, whose order is -100. */
    private static final int ORDER = -110;

    private final @Nullable String endpoint;

    private final boolean writable;

    private final Writes writes;

    /**
     * Creates the mapping.
     *
     * @param endpoint the path of the endpoint, such as {@code /actuator/featureflags}; null if it is not on the web
     * @param writable whether flags may be changed
     * @param answers what it answers
     */
    public ServletWriteMapping(@Nullable String endpoint, boolean writable, WebAnswers answers) {
        this.endpoint = endpoint;
        this.writable = writable;
        this.writes = new Writes(answers);
        setOrder(ORDER);
    }

    @Override
    protected boolean isHandler(Class<?> beanType) {
        return false; // No controller of the application.
    }

    @Override
    protected void initHandlerMethods() {
        if (endpoint == null) {
            return;
        }
        if (writable) {
            register(post(endpoint + "/{name}"), "write");
            register(post(endpoint), "importAll");
        }
        for (String[] selectors : WebAnswers.SELECTORS) {
            register(RequestMappingInfo.paths(endpoint + "/{name}/**").params(selectors), "refuse");
        }
    }

    private static RequestMappingInfo.Builder post(String path) {
        return RequestMappingInfo.paths(path)
                .methods(RequestMethod.POST)
                .consumes("application/json", "application/*+json");
    }

    private void register(RequestMappingInfo.Builder info, String method) {
        Method handler = ReflectionUtils.findMethod(Writes.class, method, (Class<?>[]) null);
        registerMapping(info.options(getBuilderConfiguration()).build(), writes, Objects.requireNonNull(handler));
    }

    /** Whatever else is asked of that path is not for us. */
    @Override
    protected @Nullable HandlerMethod handleNoMatch(
            Set<RequestMappingInfo> infos, String lookupPath, HttpServletRequest request) {
        return null;
    }

    /** @param answers what is answered */
    record Writes(WebAnswers answers) {

        public ResponseEntity<Object> write(
                @PathVariable("name") String name,
                @RequestBody Map<String, @Nullable Object> body,
                @Nullable Principal principal) {
            return JsonResponse.of(answers.set(name, body, principal));
        }

        public ResponseEntity<Object> importAll(
                HttpServletRequest request,
                @RequestParam(name = "dryRun", required = false) @Nullable String dryRun,
                @RequestParam(name = "reason", required = false) @Nullable String reason,
                @Nullable Principal principal)
                throws IOException {
            byte[] document = request.getInputStream().readNBytes(WebAnswers.MAX_DOCUMENT + 1);
            return JsonResponse.of(
                    document.length > WebAnswers.MAX_DOCUMENT
                            ? answers.tooLarge()
                            : answers.importAll(document, dryRun, reason, principal));
        }

        public ResponseEntity<Object> refuse() {
            return JsonResponse.of(WebAnswers.ambiguous());
        }

        @ExceptionHandler(HttpMessageNotReadableException.class)
        public ResponseEntity<Object> unreadable() {
            return JsonResponse.of(WebAnswers.unreadable(400));
        }
    }
}
