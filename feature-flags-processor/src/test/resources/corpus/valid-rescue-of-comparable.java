// valid
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", rescueOn = IllegalStateException.class)
    public <T extends Comparable<T>> T checkout(T code) {
        return code;
    }

    <T extends Comparable<T>> T old(T code) {
        return code;
    }
}
