package io.featureflags.matrix;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The annotation beside a toggle whose support is enabled. */
enum Companion {
    ALONE(null),
    RETRYABLE(Retries.class),
    ASYNC(Threads.class),
    CACHEABLE(Caches.class);

    static final String POOL = "pool-";

    private final @Nullable Class<?> configuration;

    Companion(@Nullable Class<?> configuration) {
        this.configuration = configuration;
    }

    Class<?>[] configurations() {
        return configuration == null ? new Class<?>[0] : new Class<?>[] {configuration};
    }

    /** How often a branch runs that fails each time. */
    int attempts(String branch) {
        return this == RETRYABLE && branch.equals(Branches.NEW) ? 3 : 1;
    }

    /** How often a branch runs that is called twice with the same arguments. */
    int runsOfTwoCalls(String branch) {
        return this == CACHEABLE && branch.equals(Branches.NEW) ? 1 : 2;
    }

    Object result(Subject subject, String argument) throws Throwable {
        if (this != ASYNC) {
            return subject.call().with(argument);
        }
        CompletableFuture<?> later = (CompletableFuture<?>) subject.later().with(argument);
        try {
            return later.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException ex) {
            throw ex.getCause();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Retries {}

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Threads {

        @Bean
        Executor taskExecutor() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setCorePoolSize(1);
            executor.setMaxPoolSize(1);
            executor.setThreadNamePrefix(POOL);
            return executor;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caches {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }
}
