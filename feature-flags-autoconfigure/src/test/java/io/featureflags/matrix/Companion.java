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

/** The other annotation of a toggled method whose support is enabled. */
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

    /**
     * Returns how often a branch runs that always fails. Behind proxies the decision is outside the retry, which applies to
     * the new code alone, since the legacy method is not retryable. Woven, both branches are inside the retry.
     */
    int attempts(Interception interception, String branch) {
        return this == RETRYABLE && isFor(interception, branch) ? 3 : 1;
    }

    /**
     * Returns how often a branch runs that is called twice with the same arguments. Behind proxies the decision is outside
     * the cache, which applies to the new code alone. Woven, both branches are behind the cache.
     */
    int runsOfTwoCalls(Interception interception, String branch) {
        return this == CACHEABLE && isFor(interception, branch) ? 1 : 2;
    }

    /** Returns the branch that answers for arguments of an earlier call. Woven, the cache has the earlier answer. */
    String branchOfKnown(Interception interception, String before, String now) {
        return this == CACHEABLE && interception == Interception.WOVEN ? before : now;
    }

    /** Returns the number of decisions: behind proxies one for each call; woven, one for each run of a branch. */
    int decisions(Interception interception, int calls, int runs) {
        return interception == Interception.WOVEN ? runs : calls;
    }

    /** Returns the deciding thread: behind proxies that of the caller; woven, that of the branch. */
    String decidingThread(Interception interception) {
        return this == ASYNC && interception == Interception.WOVEN
                ? POOL + 1
                : Thread.currentThread().getName();
    }

    private static boolean isFor(Interception interception, String branch) {
        return interception == Interception.WOVEN || branch.equals(Branches.NEW);
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
