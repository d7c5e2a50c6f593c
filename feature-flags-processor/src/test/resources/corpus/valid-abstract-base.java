// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

abstract class Base {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String checkout(String user) {
        return "new";
    }
}

@Component
class Shop extends Base {

    String old(String user) {
        return "old";
    }
}
