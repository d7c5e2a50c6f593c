package io.featureflags.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test with feature flags on, for every user. Other tests do not notice, also if they run at the same time in the
 * same application context.
 *
 * <p>The annotation may be on a method, a class, an enclosing class of a {@code @Nested} class, an interface, a
 * superclass, and on other annotations. For each flag the nearest one has effect: method, class, superclass, enclosing
 * class. It is in force from before {@code @BeforeEach} until after {@code @AfterEach}; one on a class also during
 * {@code @BeforeAll} and {@code @AfterAll}.
 *
 * <p>A name that neither the code nor {@code application.yml} has fails the test. In a test slice, which has only a part
 * of the code, it is logged as a warning.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(WithFeature.All.class)
@ExtendWith(FeatureFlagsExtension.class)
public @interface WithFeature {

    /**
     * Returns the names of the flags.
     *
     * @return the names, at least one
     */
    String[] value();

    /** Contains several of these annotations on one element. */
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @Inherited
    @ExtendWith(FeatureFlagsExtension.class)
    @interface All {

        /**
         * Returns the annotations.
         *
         * @return the annotations
         */
        WithFeature[] value();
    }
}
