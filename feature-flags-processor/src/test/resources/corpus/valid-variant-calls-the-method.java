// valid
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", variants = @FeatureVariant(value = "express", method = "fast"))
    public String checkout(String user) {
        return "new";
    }

    private String fast(String user) {
        return "fast" + checkout(user);
    }
}
