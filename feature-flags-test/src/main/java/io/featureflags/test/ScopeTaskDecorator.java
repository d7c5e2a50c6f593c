package io.featureflags.test;

import org.springframework.core.task.TaskDecorator;

/**
 * Takes the scope of a test along to the executors that Spring Boot builds, such as that of {@code @Async} methods. What starts
 * while the context is loaded, in the scope of a class, goes on after it and belongs to no test.
 */
final class ScopeTaskDecorator implements TaskDecorator {

    @Override
    public Runnable decorate(Runnable task) {
        FeatureScope scope = BoundScope.current();
        return scope == null || scope.isOfClass() ? task : () -> run(task, scope);
    }

    private static void run(Runnable task, FeatureScope scope) {
        FeatureScope former = BoundScope.bind(scope);
        try {
            task.run();
        } finally {
            BoundScope.bind(former);
        }
    }
}
