// error: it has otherwise = SKIP and legacy code
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", otherwise = /*here*/Otherwise.SKIP)
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
