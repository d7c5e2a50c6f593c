// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = Names.CHECKOUT, fallback = "old")
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}

class Names {

    static final String CHECKOUT = "new_" + "checkout";
}
