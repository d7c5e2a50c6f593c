// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public Collection<? extends Number> all(List<String> names, List<Integer> all) {
        return List.of();
    }

    List<Integer> old(List<? extends CharSequence> names, List all) {
        return List.of();
    }
}
