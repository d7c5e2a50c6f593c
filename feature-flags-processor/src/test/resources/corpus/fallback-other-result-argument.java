// error: its fallback must return List<String>
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public List<String> call() {
        return List.of();
    }

    List<Integer> old() {
        return List.of();
    }
}
