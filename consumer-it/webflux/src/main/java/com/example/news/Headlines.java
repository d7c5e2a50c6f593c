package com.example.news;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The headlines of the day, in two wordings. */
@Service
class Headlines {

    @FeatureToggle(value = "loud_headlines", fallback = "quietTop")
    public Mono<String> top() {
        return Mono.just("LOUD");
    }

    protected Mono<String> quietTop() {
        return Mono.just("quiet");
    }

    @FeatureToggle(value = "loud_headlines", fallback = "quietAll")
    public Flux<String> all() {
        return Flux.just("LOUD", "LOUDER");
    }

    protected Flux<String> quietAll() {
        return Flux.just("quiet", "quieter");
    }

    @FeatureToggle(value = "loud_headlines", fallback = "quietText")
    public String text() {
        return "LOUD";
    }

    protected String quietText() {
        return "quiet";
    }
}
