package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;

/** The super-class of {@link SelfInvokingShop}, with its own calls. */
abstract class SelfInvokingBase<T> {

    public abstract void greet(T whom);

    @FeatureToggle(value = "inherited", otherwise = Otherwise.SKIP)
    public void inherited() {}

    @FeatureToggle(value = "not_redefined", otherwise = Otherwise.SKIP)
    public void notRedefined() {}

    public void redefined() {}

    @SuppressWarnings("UnusedMethod")
    private void hidden() {}

    void callHidden() {
        hidden();
        this.hidden();
    }

    void greetAll(Iterable<T> all) {
        for (T whom : all) {
            greet(whom); // self
        }
        all.forEach(whom -> greet(whom)); // self
        inherited(); // self
    }
}
