package io.featureflags.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

        // As a filter and the dispatcher behind it each make their own.
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
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 200; round++) {
                ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
                CyclicBarrier together = new CyclicBarrier(threads);
                List<Future<@Nullable RequestAnswers>> found = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    found.add(pool.submit(() -> {
                        together.await();
                        return answersIn(request);
                    }));
                }
                List<@Nullable RequestAnswers> distinct = new ArrayList<>();
                for (Future<@Nullable RequestAnswers> one : found) {
                    distinct.add(one.get());
                }
                assertThat(distinct).doesNotContainNull().containsOnly(distinct.get(0));
            }
        } finally {
            pool.shutdownNow();
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
