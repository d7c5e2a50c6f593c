// error: it has shadow = true, but no legacy code
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", shadow = /*here*/true)
    public String checkout(String user) {
        return "new";
    }
}
