package com.example.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.featureflags.test.Feature;
import io.featureflags.test.FeatureVariations;
import io.featureflags.test.TestFeatureFlags;
import io.featureflags.test.WithFeature;
import io.featureflags.test.WithoutFeature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Requests of parallel tests with different flags, to one server. */
@SpringBootTest(webEnvironment = RANDOM_PORT)
@AutoConfigureWebTestClient
class StartedNewsTests {

    @Autowired
    private WebTestClient client;

    @RepeatedTest(20)
    @WithFeature("loud_headlines")
    void newCodeOnEachThread(@Autowired TestFeatureFlags flags) {
        assertThat(get("/top")).isEqualTo("LOUD");
        assertThat(get("/all")).isEqualTo("LOUD LOUDER ");
        assertThat(get("/published")).isEqualTo("LOUD");
        assertThat(get("/subscribed")).isEqualTo("LOUD");
        assertThat(get("/delayed")).isEqualTo("LOUD");
        assertThat(flags.branch("loud_headlines").newCode()).isEqualTo(5);
        assertThat(flags.branch("loud_headlines").legacyCode()).isZero();
    }

    @RepeatedTest(20)
    @WithoutFeature("loud_headlines")
    void legacyCodeOnEachThread(@Autowired TestFeatureFlags flags) {
        assertThat(get("/top")).isEqualTo("quiet");
        assertThat(get("/all")).isEqualTo("quiet quieter ");
        assertThat(get("/published")).isEqualTo("quiet");
        assertThat(get("/subscribed")).isEqualTo("quiet");
        assertThat(get("/delayed")).isEqualTo("quiet");
        assertThat(flags.branch("loud_headlines").legacyCode()).isEqualTo(5);
        assertThat(flags.branch("loud_headlines").newCode()).isZero();
    }

    @FeatureVariations("archive")
    void aDisabledFeatureIsNotFound(@Feature("archive") boolean archive) {
        client.get()
                .uri("/archive")
                .exchange()
                .expectStatus()
                .isEqualTo(archive ? 200 : 404)
                .expectBody()
                .returnResult();
    }

    @Test
    @WithFeature("loud_headlines")
    void anotherClientSendsTheHeader(@Autowired TestFeatureFlags flags, @LocalServerPort int port) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/published"));
        flags.header().forEach(request::header);
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("LOUD");
    }

    private String get(String path) {
        return client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
