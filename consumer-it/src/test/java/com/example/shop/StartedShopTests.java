package com.example.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.featureflags.test.TestFeatureFlags;
import io.featureflags.test.WithFeature;
import io.featureflags.test.WithFlagValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Requests to the started application belong to the test that sends them, with the user of the login. */
@SpringBootTest(webEnvironment = RANDOM_PORT)
@AutoConfigureRestTestClient
class StartedShopTests {

    @Autowired
    private RestTestClient client;

    @Test
    void legacyCode() {
        assertThat(checkoutOf("ada")).isEqualTo("legacy checkout at 10");
    }

    @Test
    @WithFeature({"new_checkout_flow", "new_prices"})
    void newCode() {
        assertThat(checkoutOf("ada")).isEqualTo("new checkout at 12");
    }

    @Test
    @WithFlagValue(flag = "new_checkout_flow", value = "{\"users\": [\"ada\"]}")
    void theUserOfTheLoginDecides(@Autowired TestFeatureFlags flags) {
        assertThat(checkoutOf("ada")).isEqualTo("new checkout at 10");
        assertThat(checkoutOf("linus")).isEqualTo("legacy checkout at 10");
        assertThat(flags.branch("new_checkout_flow").newCode()).isEqualTo(1);
        assertThat(flags.branch("new_checkout_flow").legacyCode()).isEqualTo(1);
    }

    @Test
    @WithFeature("new_checkout_flow")
    void anotherClientSendsTheHeader(@Autowired TestFeatureFlags flags, @LocalServerPort int port) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/checkout"))
                .header("Authorization", login("ada"));
        flags.header().forEach(request::header);
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("new checkout at 10");
    }

    private String checkoutOf(String user) {
        return client.get()
                .uri("/checkout")
                .header("Authorization", login(user))
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private static String login(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(UTF_8));
    }
}
