package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureTestRestTemplate
@AutoConfigureRestTestClient
@AutoConfigureWebTestClient
@WithFeature("sourdough")
class ThreadsTests {

    @Autowired
    private Bakery.Oven oven;

    @Autowired
    private Bakery.NightShift nightShift;

    @Autowired
    private TestRestTemplate template;

    @Autowired
    private RestTestClient restClient;

    @Autowired
    private WebTestClient webClient;

    @Test
    void asyncMethodsAndReactorFollow() throws Exception {
        assertThat(nightShift.bread().get(10, TimeUnit.SECONDS)).isEqualTo("sourdough");
        assertThat(Mono.fromCallable(oven::bread)
                        .subscribeOn(Schedulers.boundedElastic())
                        .block())
                .isEqualTo("sourdough");
        assertThat(oven.mono().subscribeOn(Schedulers.parallel()).block()).isEqualTo("sourdough");
    }

    @Test
    void clientsSendTheHeader() {
        assertThat(template.getForObject("/bread", String.class)).isEqualTo("sourdough");
        assertThat(template.withBasicAuth("a", "b").getForObject("/bread", String.class))
                .isEqualTo("sourdough");
        restClient.get().uri("/bread").exchange().expectBody(String.class).isEqualTo("sourdough");
        webClient.get().uri("/bread").exchange().expectBody(String.class).isEqualTo("sourdough");
    }

    @Test
    void anyOtherThreadBelongsToTheOnlyTest() {
        assertThat(CompletableFuture.supplyAsync(oven::bread).join()).isEqualTo("sourdough");
    }
}
