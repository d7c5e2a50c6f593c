// error: there is only String old(String, long)
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public String checkout(String user) {
        return "new";
    }

    String old(String user, long count) {
        return "old";
    }
}
