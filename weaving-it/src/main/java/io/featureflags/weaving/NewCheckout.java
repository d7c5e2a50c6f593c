package io.featureflags.weaving;

import io.featureflags.FeatureToggle;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An annotation of the application, which carries a toggle. */
@FeatureToggle(value = "woven", fallback = "legacyCheckout")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface NewCheckout {}
