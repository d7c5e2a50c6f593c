// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop implements OldShop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String checkout(String user) {
        return "new";
    }
}

interface OldShop {

    default String old(String user) {
        return "old";
    }
}
