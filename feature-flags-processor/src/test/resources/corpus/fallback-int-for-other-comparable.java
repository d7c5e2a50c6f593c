// error: its fallback must return
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public Comparable<String> checkout() {
        return "new";
    }

    int old() {
        return 0;
    }
}
