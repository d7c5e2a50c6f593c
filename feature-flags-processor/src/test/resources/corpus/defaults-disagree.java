// warning: Feature flag 'new_checkout' is off by default, since corpus.Shop.refund(String) does not set
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", enabledByDefault = /*here*/true)
    public String checkout(String user) {
        return "new";
    }

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String refund(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
