package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagWrite;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureTestRestTemplate
@AutoConfigureRestTestClient
@AutoConfigureWebTestClient
@Import(ThreadsTests.Conveyor.class)
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

    @BeforeAll
    static void requestsBeforeAllTestsHaveTheFlagsOfTheClass(
            @Autowired TestRestTemplate template,
            @Autowired RestTestClient restClient,
            @Autowired WebTestClient webClient) {
        assertThat(template.getForObject("/bread", String.class)).isEqualTo("sourdough");
        restClient.get().uri("/bread").exchange().expectBody(String.class).isEqualTo("sourdough");
        webClient.get().uri("/bread").exchange().expectBody(String.class).isEqualTo("sourdough");
    }

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

    @Test
    @WithoutFeature("sourdough")
    void taskOfTheStartBelongsToNoClass(@Autowired Conveyor conveyor) {
        await().atMost(Duration.ofSeconds(30)).until(() -> "yeast".equals(conveyor.bread));
    }

    @Test
    void writerWithoutAScopeIsNoProblemOfTheOnlyTest(@Autowired FeatureFlagAdmin admin) {
        CompletableFuture.runAsync(() -> admin.set("delivery", "true", FlagWrite.by("a job")))
                .join();
        assertThat(oven.deliver("ann")).isEqualTo("delivered");
    }

    /** Begins while the context is loaded, and goes on until it is closed. */
    static class Conveyor implements DisposableBean {

        private volatile String bread = "";

        private volatile boolean closed;

        Conveyor(Bakery.Oven oven, AsyncTaskExecutor applicationTaskExecutor) {
            applicationTaskExecutor.execute(() -> {
                while (!closed) {
                    bread = oven.bread();
                    LockSupport.parkNanos(1_000_000);
                }
            });
        }

        @Override
        public void destroy() {
            closed = true;
        }
    }
}
