package io.featureflags.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test once for each combination of feature flags. On a method it takes the place of {@code @Test}. On a class, every
 * test of the class runs in each combination, parameterized ones too. Each run is named after its flags:
 * {@code new_checkout_flow=on, smart_prices=off}.
 *
 * <p>A flag of {@link WithFeature} and its like on a nearer element, such as the method in a class with variations, keeps
 * that value. More than 16 runs are rejected.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@TestTemplate
@ClassTemplate
@ExtendWith({FeatureFlagsExtension.class, FeatureVariationsExtension.class})
public @interface FeatureVariations {

    /**
     * Returns the names of the flags.
     *
     * @return the names, at least one
     */
    String[] value();

    /**
     * Returns which combinations are run.
     *
     * @return the mode; all combinations by default
     */
    Mode mode() default Mode.ALL;

    /** The combinations that are run. */
    enum Mode {
        /** Every combination: four runs for two flags. */
        ALL,

        /** Two runs: all flags on, and all flags off. */
        ALL_ON_ALL_OFF,

        /** All flags off, and then each flag alone on: three runs for two flags. */
        ONE_AT_A_TIME
    }
}
