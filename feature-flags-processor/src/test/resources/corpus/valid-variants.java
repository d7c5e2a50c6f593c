// valid
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", variants = {@FeatureVariant(value = "express", method = "fast"), @FeatureVariant(value = "paid", type = OldShop.class)})
    public String checkout(String user) {
        return "new";
    }

    private String fast(String user) {
        return "fast";
    }
}

@Component
class OldShop {

    public String checkout(String user) {
        return "old";
    }
}
