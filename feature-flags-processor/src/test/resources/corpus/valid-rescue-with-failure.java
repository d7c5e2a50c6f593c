// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", rescueOn = IllegalStateException.class)
    public String checkout(String user) {
        return "new";
    }

    String old(String user, Throwable failure) {
        return "old";
    }
}
