// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public int count(int depth) {
        return depth == 0 ? 0 : count(depth - 1);
    }

    int old(int depth) {
        return 0;
    }
}
