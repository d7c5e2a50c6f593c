package io.featureflags.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Configures the store of the flags in a test class. Without this annotation, flags are in memory, even if the
 * application configures another store: a test neither reads nor writes a Redis that happens to run.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface AutoConfigureFeatureFlags {

    /**
     * Returns whether the store of the application is replaced.
     *
     * @return {@link Replace#ANY} by default
     */
    Replace replace() default Replace.ANY;

    /** Whether the store of the application is replaced. */
    enum Replace {
        /** Flags are in memory. */
        ANY,

        /** Flags are in the store of the application, such as a Redis of Testcontainers. Annotations and {@link TestFeatureFlags} do not write to it. */
        NONE
    }
}
