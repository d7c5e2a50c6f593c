package io.featureflags.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class ServletRequestsTests {

    private final ServletRequests requests = new ServletRequests();

    @AfterEach
    void reset() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void eachRequestHasAnswersOfItsOwn() {
        ServletRequestAttributes first = new ServletRequestAttributes(new MockHttpServletRequest());
        RequestAnswers ofFirst = answersIn(first);

        assertThat(ofFirst).isNotNull().isSameAs(answersIn(first));
        assertThat(answersIn(new ServletRequestAttributes(new MockHttpServletRequest())))
                .isNotNull()
                .isNotSameAs(ofFirst);
    }

    @Test
    void attributesOfTheSameRequestShareThem() {
        MockHttpServletRequest request = new MockHttpServletRequest();

        // A filter and the dispatcher after it each create attributes of their own.
        assertThat(answersIn(new ServletRequestAttributes(request)))
                .isNotNull()
                .isSameAs(answersIn(new ServletRequestAttributes(request)));
    }

    @Test
    void outsideOfARequestAndAfterItThereAreNone() {
        assertThat(requests.answers()).isNull();
        ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
        assertThat(answersIn(request)).isNotNull();
        request.requestCompleted();

        assertThat(answersIn(request)).isNull();
    }

    @Test
    void threadsOfOneRequestShareThem() throws Exception {
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);
        AtomicInteger reads = new AtomicInteger();
        ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest()) {

            @Override
            public @Nullable Object getAttribute(String name, int scope) {
                Object found = super.getAttribute(name, scope);
                if (reads.incrementAndGet() <= 2) {
                    await(bothHaveRead);
                }
                return found;
            }
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<@Nullable RequestAnswers> first = pool.submit(() -> answersIn(request));
            Future<@Nullable RequestAnswers> second = pool.submit(() -> answersIn(request));
            assertThat(first.get()).isNotNull().isSameAs(second.get());
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception ex) {
            throw new AssertionError(ex);
        }
    }

    private @Nullable RequestAnswers answersIn(ServletRequestAttributes request) {
        RequestContextHolder.setRequestAttributes(request);
        try {
            return requests.answers();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }
}
