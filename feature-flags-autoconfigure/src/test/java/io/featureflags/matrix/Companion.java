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

    /**
     * How often a branch runs that fails each time. Behind proxies the decision is outside of the retry, which is for the
     * new code alone, since the legacy method does not ask for one. Woven, either branch is inside of it.
     */
    int attempts(Way way, String branch) {
        return this == RETRYABLE && isFor(way, branch) ? 3 : 1;
    }

    /**
     * How often a branch runs that is called twice with the same arguments. Behind proxies the decision is outside of the
     * cache, which is for the new code alone. Woven, either branch is behind it.
     */
    int runsOfTwoCalls(Way way, String branch) {
        return this == CACHEABLE && isFor(way, branch) ? 1 : 2;
    }

    /** The branch whose answer comes for arguments that another branch has answered before. Woven, the cache has that. */
    String branchOfKnown(Way way, String before, String now) {
        return this == CACHEABLE && way == Way.WOVEN ? before : now;
    }

    /** How many decisions there are: behind proxies one for each call. Woven, one for each run that a call comes to. */
    int decisions(Way way, int calls, int runs) {
        return way == Way.WOVEN ? runs : calls;
    }

    /** The thread that decides: behind proxies that of the caller. Woven, the one that the branch runs on. */
    String decidingThread(Way way) {
        return this == ASYNC && way == Way.WOVEN
                ? POOL + 1
                : Thread.currentThread().getName();
    }

    private static boolean isFor(Way way, String branch) {
        return way == Way.WOVEN || branch.equals(Branches.NEW);
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
