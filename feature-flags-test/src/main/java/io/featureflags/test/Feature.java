package io.featureflags.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects into a parameter of a test method whether a flag is on in this run: {@code @Feature("smart_prices") boolean smart}.
 * The flag must be one of {@link FeatureVariations}, {@link WithFeature} or {@link WithoutFeature} of the test.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Feature {

    /**
     * Returns the name of the flag.
     *
     * @return the name
     */
    String value();
}
