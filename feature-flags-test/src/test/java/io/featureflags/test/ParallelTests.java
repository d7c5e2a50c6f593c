package io.featureflags.test;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagWrite;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ParallelTests {

    @Test
    void thousandTestsInOneContextDoNotMeet() {
        int contexts = Bakery.CONTEXTS.get();

        TestRun run = TestRun.parallel(Sourdough.class, Yeast.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(1_000);
        assertThat(Bakery.CONTEXTS.get() - contexts).isEqualTo(1);
        assertThat(Patrol.CHECKS.get()).isPositive();
    }

    @Test
    void threadWithoutATestFailsTheTestsThatDisagree() {
        TestRun run = TestRun.parallel(Disagreement.class);

        assertThat(run.failures())
                .containsOnlyKeys("on()", "off()")
                .values()
                .containsOnly(
                        "Thread 'the till' checked feature flag 'sourdough'. It does not belong to one test, and the"
                                + " tests that ran in the same application context have different answers: [Disagreement.off,"
                                + " Disagreement.on]. Take the scope of the test along to that thread (context propagation, or an"
                                + " executor of Spring Boot), send TestFeatureFlags.header() with the request, or annotate the"
                                + " test with @FeatureIsolation.");
    }

    @Test
    void changeOfTheApplicationFailsIfAnotherTestBegins() {
        TestRun run = TestRun.parallel(Changes.class, BeginsLater.class);

        assertThat(run.failures())
                .containsExactly(entry(
                        "changes(FeatureFlagAdmin)",
                        "Feature flag 'sourdough' was changed for the whole application by Changes.changes, while"
                                + " [BeginsLater.begins, Changes.changes] ran in the same application context. Set the flag by"
                                + " @WithFeature, @WithFlagValue or TestFeatureFlags, or annotate the test with"
                                + " @FeatureIsolation."));
    }

    @Test
    void isolatedTestRunsAlone() {
        TestRun run = TestRun.parallel(Alone.class, Others.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(60);
    }

    /** A scheduler that no test can follow. It checks a flag that no test sets. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Patrol {

        static final AtomicInteger CHECKS = new AtomicInteger();

        @Bean
        DisposableBean patrol(Bakery.Oven oven) {
            ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
            var unused = scheduler.scheduleAtFixedRate(
                    () -> {
                        if (oven.slice().equals("thin")) {
                            CHECKS.incrementAndGet();
                        }
                    },
                    1,
                    1,
                    MILLISECONDS);
            return scheduler::shutdownNow;
        }
    }

    @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
    @AutoConfigureMockMvc
    @AutoConfigureTestRestTemplate
    @Import(Patrol.class)
    abstract static class EveryWay {

        private final String expected;

        @Autowired
        private Bakery.Oven oven;

        @Autowired
        private Bakery.NightShift nightShift;

        @Autowired
        private MockMvcTester mvc;

        @Autowired
        private TestRestTemplate template;

        @Autowired
        private TestFeatureFlags flags;

        @LocalServerPort
        private int port;

        EveryWay(String expected) {
            this.expected = expected;
        }

        @RepeatedTest(500)
        void bakes(RepetitionInfo repetition) throws Exception {
            assertThat(bread(repetition.getCurrentRepetition() % 7)).isEqualTo(expected);
        }

        private @Nullable String bread(int way) throws Exception {
            return switch (way) {
                case 0 -> oven.bread();
                case 1 -> mvc.get().uri("/bread").exchange().getResponse().getContentAsString();
                case 2 -> template.getForObject("/bread", String.class);
                case 3 -> nightShift.bread().get(30, SECONDS);
                case 4 -> oven.mono().publishOn(Schedulers.parallel()).block();
                case 5 ->
                    Mono.fromCallable(oven::routed)
                            .subscribeOn(Schedulers.boundedElastic())
                            .block();
                default -> ofAnotherClient();
            };
        }

        private String ofAnotherClient() throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/bread"));
            flags.header().forEach(request::header);
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @WithFeature("sourdough")
    static class Sourdough extends EveryWay {

        Sourdough() {
            super("sourdough");
        }
    }

    static class Yeast extends EveryWay {

        Yeast() {
            super("yeast");
        }
    }

    @SpringBootTest
    static class Disagreement {

        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @Autowired
        private Bakery.Oven oven;

        @Test
        @WithFeature("sourdough")
        void on() throws Exception {
            BOTH.await(30, SECONDS);
            String[] bread = new String[1];
            Thread till = new Thread(() -> bread[0] = oven.bread(), "the till");
            till.start();
            till.join();
            BOTH.await(30, SECONDS);
            assertThat(bread).containsExactly("yeast"); // As if no test had set the flag.
        }

        @Test
        @WithoutFeature("sourdough")
        void off() throws Exception {
            BOTH.await(30, SECONDS);
            BOTH.await(30, SECONDS);
        }
    }

    /** Changed, and seen by another test. */
    private static final CountDownLatch CHANGED = new CountDownLatch(1);

    private static final CountDownLatch BEGUN = new CountDownLatch(1);

    @SpringBootTest
    static class Changes {

        @Test
        void changes(@Autowired FeatureFlagAdmin admin) throws Exception {
            admin.set("sourdough", "true", FlagWrite.by("a test"));
            CHANGED.countDown();
            assertThat(BEGUN.await(30, SECONDS)).isTrue();
        }
    }

    @SpringBootTest
    static class BeginsLater {

        @BeforeAll
        static void awaitChange() throws Exception {
            assertThat(CHANGED.await(30, SECONDS)).isTrue();
        }

        @Test
        void begins() {
            BEGUN.countDown();
        }
    }

    /** What runs now, of the two classes below. */
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private static final AtomicBoolean ALONE = new AtomicBoolean();

    @SpringBootTest
    static class Others {

        @Autowired
        private Bakery.Oven oven;

        @RepeatedTest(50)
        void run() {
            RUNNING.incrementAndGet();
            assertThat(ALONE).isFalse();
            assertThat(oven.bread()).isEqualTo("yeast");
            RUNNING.decrementAndGet();
        }
    }

    @SpringBootTest
    @WithFeature("sourdough")
    static class Alone {

        @Autowired
        private Bakery.Oven oven;

        @RepeatedTest(10)
        @FeatureIsolation
        void runs() {
            ALONE.set(true);
            assertThat(RUNNING).hasValue(0);
            assertThat(oven.bread()).isEqualTo("sourdough");
            ALONE.set(false);
        }
    }
}
