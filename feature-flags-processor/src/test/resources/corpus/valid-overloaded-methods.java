// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String checkout(String user) {
        return "new";
    }

    public String checkout(Integer number) {
        return "number";
    }

    public String other(Integer number) {
        return checkout(number);
    }

    String old(String user) {
        return "old";
    }
}
