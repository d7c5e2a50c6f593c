// error: of that name
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

abstract class Base {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public String checkout(String user) {
        return "new";
    }
}

@Component
class Shop extends Base {}
