// error: did you mean legacyCheckout?
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"legacyChekout")
    public String checkout(String user) {
        return "new";
    }

    String legacyCheckout(String user) {
        return "old";
    }
}
