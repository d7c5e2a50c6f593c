package io.featureflags.weaving;

import io.featureflags.FeatureToggle;

/** Is toggled as a class without methods of its own. The inherited methods are not woven for it. */
@FeatureToggle(value = "woven", fallbackType = LegacyPayment.class)
class InheritedPayment extends PlainPayment {}
