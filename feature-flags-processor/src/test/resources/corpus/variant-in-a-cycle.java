// error: its fallback or a variant leads back to
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    /*here*/@FeatureToggle(value = "new_checkout", variants = @FeatureVariant(value = "express", method = "fast"))
    public String checkout(String user) {
        return "new";
    }

    @FeatureToggle(value = "fast_checkout", fallback = /*here*/"checkout")
    public String fast(String user) {
        return "fast";
    }
}
