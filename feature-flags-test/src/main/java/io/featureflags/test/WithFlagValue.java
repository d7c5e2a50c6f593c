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
 * Runs a test with a value of a feature flag, such as {@code 25%} or a JSON object. The flag is decided as in production,
 * with percentages, rules and required flags. The rules are those of {@link WithFeature}. A value that is not understood
 * fails the test.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(WithFlagValue.All.class)
@ExtendWith(FeatureFlagsExtension.class)
public @interface WithFlagValue {

    /**
     * Returns the name of the flag.
     *
     * @return the name
     */
    String flag();

    /**
     * Returns the value, as Redis could have it.
     *
     * @return the value
     */
    String value();

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
        WithFlagValue[] value();
    }
}
