package com.example.news;

import io.featureflags.test.WithFeature;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A slice, whose client calls without a server. */
@WebFluxTest(NewsController.class)
@Import(Headlines.class)
class NewsSliceTests {

    @Autowired
    private WebTestClient client;

    @RepeatedTest(5)
    void runsTheLegacyCodeByDefault() {
        assertAnswers("/top", "quiet");
        assertAnswers("/published", "quiet");
        client.get()
                .uri("/archive")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .returnResult();
    }

    @RepeatedTest(5)
    @WithFeature({"loud_headlines", "archive"})
    void runsTheNewCode() {
        assertAnswers("/top", "LOUD");
        assertAnswers("/published", "LOUD");
        assertAnswers("/delayed", "LOUD");
        assertAnswers("/archive", "old news");
    }

    private void assertAnswers(String path, String wanted) {
        client.get().uri(path).exchange().expectBody(String.class).isEqualTo(wanted);
    }
}
