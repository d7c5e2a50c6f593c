// warning: past its kill date 2020-01-31
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", expires = /*here*/"2020-01-31")
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
