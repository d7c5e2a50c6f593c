// valid
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public Comparable<Integer> checkout() {
        return 1;
    }

    int old() {
        return 0;
    }
}
