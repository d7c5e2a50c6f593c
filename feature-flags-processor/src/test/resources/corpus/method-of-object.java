// error: equals, hashCode or finalize
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public int /*here*/hashCode() {
        return 2;
    }

    int old() {
        return 1;
    }
}
