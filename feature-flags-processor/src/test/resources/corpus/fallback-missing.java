// error: Add String gone(String), or correct the name.
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"gone")
    public String checkout(String user) {
        return "new";
    }
}
