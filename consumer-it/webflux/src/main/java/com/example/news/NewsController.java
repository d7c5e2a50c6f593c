package com.example.news;

import io.featureflags.FeatureToggle;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Headlines over HTTP, each path with another change of threads. */
@RestController
class NewsController {

    private final Headlines headlines;

    NewsController(Headlines headlines) {
        this.headlines = headlines;
    }

    @GetMapping("/top")
    Mono<String> top() {
        return headlines.top();
    }

    @GetMapping("/all")
    Flux<String> all() {
        return headlines.all().map(headline -> headline + " ");
    }

    @GetMapping("/published")
    Mono<String> published() {
        return Mono.just(1).publishOn(Schedulers.parallel()).map(one -> headlines.text());
    }

    @GetMapping("/subscribed")
    Mono<String> subscribed() {
        return Mono.fromCallable(headlines::text).subscribeOn(Schedulers.boundedElastic());
    }

    @GetMapping("/delayed")
    Mono<String> delayed() {
        return Mono.delay(Duration.ofMillis(5)).flatMap(tick -> headlines.top());
    }

    @GetMapping("/archive")
    @FeatureToggle("archive")
    public Mono<String> archive() {
        return Mono.just("old news");
    }
}
