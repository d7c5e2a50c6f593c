package io.featureflags.actuate;

import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Takes writes of flags on Spring MVC whose value is an object: Spring Boot's own mapping of endpoints, which comes next,
 * reads bodies of texts only.
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
        Method write = ReflectionUtils.findMethod(Writes.class, "write", String.class, Map.class, Principal.class);
        registerMapping(
                RequestMappingInfo.paths(endpoint + "/{name}")
                        .methods(RequestMethod.POST)
                        .consumes("application/json", "application/*+json")
                        .options(getBuilderConfiguration())
                        .build(),
                writes,
                Objects.requireNonNull(write));
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
            WebAnswers.Answer answer = answers.set(name, body, principal == null ? null : principal.getName());
            return ResponseEntity.status(answer.status()).body(answer.body());
        }
    }
}
