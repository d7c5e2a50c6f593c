package io.featureflags.context;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Keeps answers in the attributes of the request that Spring has bound to this thread, so that they end with the
 * request.
 */
public final class ServletRequests implements CurrentRequest {

    private static final String ATTRIBUTE = RequestAnswers.class.getName();

    private final ReentrantLock creating = new ReentrantLock();

    /** Creates the finder; it has no answers of its own. */
    public ServletRequests() {}

    @Override
    public @Nullable RequestAnswers answers() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return null;
        }
        try {
            RequestAnswers answers = find(request);
            return answers == null ? create(request) : answers;
        } catch (RuntimeException ex) {
            return null; // The request is over and the thread goes on. Each container throws its own exception.
        }
    }

    private static @Nullable RequestAnswers find(RequestAttributes request) {
        return request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof RequestAnswers answers
                ? answers
                : null;
    }

    // Called once per request, and under a lock since several threads may serve one request.
    private RequestAnswers create(RequestAttributes request) {
        creating.lock();
        try {
            RequestAnswers other = find(request);
            if (other != null) {
                return other;
            }
            RequestAnswers answers = new RequestAnswers();
            request.setAttribute(ATTRIBUTE, answers, RequestAttributes.SCOPE_REQUEST);
            return answers;
        } finally {
            creating.unlock();
        }
    }
}
