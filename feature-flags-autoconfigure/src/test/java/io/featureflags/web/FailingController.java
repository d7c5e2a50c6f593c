package io.featureflags.web;

import io.featureflags.FeatureDisabledException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Throws the exception of a disabled feature, wrapped in several ways. */
@RestController
@RequestMapping("/failing")
class FailingController {

    private static FeatureDisabledException disabled() {
        return new FeatureDisabledException("secret_flag", "SecretService.secretMethod");
    }

    @GetMapping("/as-it-is")
    String asItIs() {
        throw disabled();
    }

    @GetMapping("/as-the-cause")
    String asTheCause() {
        throw new IllegalStateException("secret_flag", new IllegalArgumentException(disabled()));
    }

    @GetMapping("/undeclared")
    String undeclared() {
        throw new UndeclaredThrowableException(disabled());
    }

    @GetMapping("/completion")
    String completion() {
        throw new CompletionException(disabled());
    }

    @GetMapping("/future")
    CompletableFuture<String> future() {
        return CompletableFuture.supplyAsync(() -> {
            throw disabled();
        });
    }

    @GetMapping("/status")
    String status() {
        throw new ResponseStatusException(HttpStatus.CONFLICT, "conflict", disabled());
    }

    @ResponseStatus(HttpStatus.CONFLICT)
    static class ConflictException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ConflictException(Throwable cause) {
            super(cause);
        }
    }

    @GetMapping("/annotated-status")
    String annotatedStatus() {
        throw new ConflictException(disabled());
    }

    @GetMapping("/other")
    String other() {
        throw new UnsupportedOperationException("no disabled feature");
    }
}
