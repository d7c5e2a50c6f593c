// error: its variant 'express' must return String, but Object fast(String) returns Object
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", variants = @FeatureVariant(value = "express", method = /*here*/"fast"))
    public String checkout(String user) {
        return "new";
    }

    private Object fast(String user) {
        return "fast";
    }
}
