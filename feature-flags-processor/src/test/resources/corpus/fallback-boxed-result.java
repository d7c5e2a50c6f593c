// error: its fallback must return int, but Integer old() returns Integer.
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public int count() {
        return 2;
    }

    Integer old() {
        return 1;
    }
}
