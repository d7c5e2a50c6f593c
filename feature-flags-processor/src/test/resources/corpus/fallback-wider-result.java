// error: its fallback must return String
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public String count() {
        return "";
    }

    Object old() {
        return 1;
    }
}
