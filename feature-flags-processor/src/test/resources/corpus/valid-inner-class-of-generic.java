// valid
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

class Outer<T> {

    class Inner {}
}

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public Outer<String>.Inner checkout() {
        return null;
    }

    Outer<Integer>.Inner old() {
        return null;
    }
}
