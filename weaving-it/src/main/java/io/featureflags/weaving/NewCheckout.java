package io.featureflags.weaving;

import io.featureflags.FeatureToggle;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An annotation of an application's own, which stands for the one it carries. */
@FeatureToggle(value = "woven", fallback = "legacyCheckout")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface NewCheckout {}
