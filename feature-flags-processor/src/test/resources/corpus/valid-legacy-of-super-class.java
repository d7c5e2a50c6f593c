// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop extends OldShop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String checkout(String user) {
        return "new";
    }
}

class OldShop {

    private String old(String user) {
        return "old";
    }
}
