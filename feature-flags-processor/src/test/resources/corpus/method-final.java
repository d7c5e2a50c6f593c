// error: the method is final
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public final String /*here*/checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
