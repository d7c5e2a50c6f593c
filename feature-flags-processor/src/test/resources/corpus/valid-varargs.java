// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    int sell(int price, String... extras) {
        return price;
    }

    protected int old(int price, String... extras) {
        return -price;
    }
}
