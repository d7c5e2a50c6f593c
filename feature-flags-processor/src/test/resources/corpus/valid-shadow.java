// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", shadow = true)
    public List<String> checkout(String user) {
        return null;
    }

    List<String> old(String user) {
        return null;
    }
}
