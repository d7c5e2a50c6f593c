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
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Takes writes of flags on Spring MVC whose value is an object, and documents with many flags: Spring Boot's own mapping of
 * endpoints, which comes next, reads bodies of texts only.
 */
public final class ServletWriteMapping extends RequestMappingHandlerMapping {

    /** Before the mapping of endpoints, whose order is -100. */
    private static final int ORDER = -110;

    private final @Nullable String endpoint;

    private final Writes writes;

    /**
     * Creates the mapping.
     *
     * @param endpoint the path of the endpoint, such as {@code /actuator/featureflags}; null for no writes at all
     * @param answers what it answers
     */
    public ServletWriteMapping(@Nullable String endpoint, WebAnswers answers) {
        this.endpoint = endpoint;
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
        register(endpoint + "/{name}", "write");
        register(endpoint, "importAll");
    }

    private void register(String path, String method) {
        Method handler = ReflectionUtils.findMethod(Writes.class, method, (Class<?>[]) null);
        registerMapping(
                RequestMappingInfo.paths(path)
                        .methods(RequestMethod.POST)
                        .consumes("application/json", "application/*+json")
                        .options(getBuilderConfiguration())
                        .build(),
                writes,
                Objects.requireNonNull(handler));
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
            return response(answers.set(name, body, name(principal)));
        }

        public ResponseEntity<Object> importAll(
                HttpServletRequest request,
                @RequestParam(name = "dryRun", required = false) @Nullable String dryRun,
                @RequestParam(name = "reason", required = false) @Nullable String reason,
                @Nullable Principal principal)
                throws IOException {
            byte[] document = request.getInputStream().readNBytes(WebAnswers.MAX_DOCUMENT + 1);
            return response(
                    document.length > WebAnswers.MAX_DOCUMENT
                            ? answers.tooLarge()
                            : answers.importAll(document, dryRun, reason, name(principal)));
        }

        private static @Nullable String name(@Nullable Principal principal) {
            return principal == null ? null : principal.getName();
        }

        private static ResponseEntity<Object> response(WebAnswers.Answer answer) {
            return ResponseEntity.status(answer.status()).body(answer.body());
        }
    }
}
