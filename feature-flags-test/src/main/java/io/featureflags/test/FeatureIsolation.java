package io.featureflags.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Runs a test of JUnit while no other test runs. Two kinds of tests need it if tests run in parallel: those whose flags are
 * checked by threads that do not belong to a test, such as a scheduler, and those that change flags of the whole
 * application by {@link io.featureflags.FeatureFlagAdmin} or the endpoint.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ResourceLock(Resources.GLOBAL)
public @interface FeatureIsolation {}
