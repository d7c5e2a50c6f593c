package io.featureflags.weaving;

import io.featureflags.FeatureToggle;

/** Its class is toggled, and it declares none of the methods: the ones of its super-class are not woven for it. */
@FeatureToggle(value = "woven", fallbackType = LegacyPayment.class)
class InheritedPayment extends PlainPayment {}
