// error: its fallback must return Integer
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public Integer count() {
        return 2;
    }

    long old() {
        return 1;
    }
}
