// error: its fallback is the method itself.
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"checkout")
    public String checkout(String user) {
        return "new";
    }
}
