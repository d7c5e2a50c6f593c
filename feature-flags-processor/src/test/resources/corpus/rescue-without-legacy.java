// error: it has rescueOn, but no legacy code
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", rescueOn = /*here*/IllegalStateException.class)
    public String checkout(String user) {
        return "new";
    }
}
