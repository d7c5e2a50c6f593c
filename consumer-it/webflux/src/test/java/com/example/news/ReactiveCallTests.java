package com.example.news;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.test.TestFeatureFlags;
import io.featureflags.test.WithFeature;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Toggled methods within the pipelines of a test, on the threads of Reactor. */
@SpringBootTest
class ReactiveCallTests {

    @Autowired
    private Headlines headlines;

    @RepeatedTest(10)
    void legacyCodeByDefault() {
        assertThat(onEachThread()).containsOnly("quiet").hasSize(40);
    }

    @RepeatedTest(10)
    @WithFeature("loud_headlines")
    void newCode() {
        assertThat(onEachThread()).containsOnly("LOUD").hasSize(40);
    }

    @Test
    @WithFeature("loud_headlines")
    void aFluxIsDecidedWhenItIsSubscribed(@Autowired TestFeatureFlags flags) {
        Flux<String> all = headlines.all().subscribeOn(Schedulers.boundedElastic());
        assertThat(all.collectList().block()).containsExactly("LOUD", "LOUDER");
        flags.off("loud_headlines");
        assertThat(all.collectList().block()).containsExactly("quiet", "quieter");
    }

    private List<String> onEachThread() {
        Scheduler scheduler = Schedulers.parallel();
        return Flux.range(0, 10)
                .flatMap(number -> Flux.merge(
                        headlines.top().subscribeOn(scheduler),
                        Mono.just(number).publishOn(scheduler).flatMap(published -> headlines.top()),
                        Mono.just(number).publishOn(scheduler).map(published -> headlines.text()),
                        Mono.delay(Duration.ofMillis(1)).map(tick -> headlines.text())))
                .collectList()
                .block();
    }
}
