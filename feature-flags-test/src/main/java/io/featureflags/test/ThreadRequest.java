package io.featureflags.test;

import io.featureflags.context.RequestAnswers;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The mock request that Spring Test binds to the thread of a test. */
final class ThreadRequest {

    private static final boolean WEB = ClassUtils.isPresent(
            "org.springframework.web.context.request.RequestContextHolder", ThreadRequest.class.getClassLoader());

    private ThreadRequest() {}

    /** Drops the answers that the request keeps, so that a flag that the test sets has effect. */
    static void forgetAnswers() {
        if (WEB) {
            Attributes.remove();
        }
    }

    /** Separate, since the classes of Spring Web may be absent. */
    private static final class Attributes {

        static void remove() {
            RequestAttributes request = RequestContextHolder.getRequestAttributes();
            if (request != null) {
                request.removeAttribute(RequestAnswers.class.getName(), RequestAttributes.SCOPE_REQUEST);
            }
        }
    }
}
