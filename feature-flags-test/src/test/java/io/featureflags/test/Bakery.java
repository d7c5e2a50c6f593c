package io.featureflags.test;

import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The application of the tests: every answer shows which code ran. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableAsync
class Bakery {

    /** Counts the application contexts of all tests. */
    static final AtomicInteger CONTEXTS = new AtomicInteger();

    @Bean
    Object contextCount() {
        return CONTEXTS.incrementAndGet();
    }

    /** Bakes by the flag {@code sourdough}, and slices by {@code thick_slices}. */
    @Service
    static class Oven {

        private final FeatureFlags flags;

        Oven(FeatureFlags flags) {
            this.flags = flags;
        }

        @FeatureToggle(value = "sourdough", fallback = "yeast")
        String bread() {
            return "sourdough";
        }

        String yeast() {
            return "yeast";
        }

        @FeatureToggle(value = "thick_slices", fallback = "thin")
        String slice() {
            return "thick";
        }

        String thin() {
            return "thin";
        }

        @FeatureToggle(value = "delivery", user = "#customer", fallback = "pickUp")
        String deliver(String customer) {
            return "delivered";
        }

        String pickUp(String customer) {
            return "picked up";
        }

        @FeatureToggle(value = "sourdough", fallback = "monoYeast")
        Mono<String> mono() {
            return Mono.just("sourdough");
        }

        Mono<String> monoYeast() {
            return Mono.just("yeast");
        }

        String routed() {
            return flags.route("sourdough", () -> "sourdough", () -> "yeast");
        }
    }

    /** Bakes on another thread. */
    @Service
    static class NightShift {

        private final Oven oven;

        NightShift(Oven oven) {
            this.oven = oven;
        }

        @Async
        CompletableFuture<String> bread() {
            return CompletableFuture.completedFuture(oven.bread());
        }
    }

    /** Sells over HTTP. */
    @RestController
    static class Counter {

        private final Oven oven;

        Counter(Oven oven) {
            this.oven = oven;
        }

        @GetMapping("/bread")
        String bread() {
            return oven.bread();
        }
    }
}
