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
 * Runs a test with feature flags off, for every user, so that toggled methods run the legacy code. The rules are those of
 * {@link WithFeature}.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(WithoutFeature.All.class)
@ExtendWith(FeatureFlagsExtension.class)
public @interface WithoutFeature {

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
        WithoutFeature[] value();
    }
}
