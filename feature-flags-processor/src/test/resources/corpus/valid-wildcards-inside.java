// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public List<List<? extends Number>> checkout() {
        return List.of();
    }

    List<List<Integer>> old() {
        return List.of();
    }
}
