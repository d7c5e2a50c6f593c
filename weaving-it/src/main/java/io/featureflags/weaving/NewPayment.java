package io.featureflags.weaving;

import io.featureflags.FeatureToggle;
import org.springframework.beans.factory.InitializingBean;

/** Is toggled as a class. */
@FeatureToggle(value = "woven", fallbackType = LegacyPayment.class)
class NewPayment implements Payment, InitializingBean {

    private boolean initialised;

    @Override
    public String pay(String user) {
        return "new " + user + " " + refund();
    }

    @Override
    public String refund() {
        return "new refund";
    }

    @FeatureToggle(value = "woven_too", fallback = "legacyPrice")
    public String price() {
        return "new price";
    }

    String legacyPrice() {
        return "legacy price";
    }

    @Override
    public void afterPropertiesSet() {
        initialised = true;
    }

    @Override
    public String toString() {
        return "NewPayment " + initialised;
    }
}
