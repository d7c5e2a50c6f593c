// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public int count(int depth) {
        return 1;
    }

    int old(int depth) {
        return 0;
    }

    static class Counter {

        int count(int depth) {
            return 2;
        }

        int twice(int depth) {
            return count(depth) + this.count(depth);
        }
    }
}
