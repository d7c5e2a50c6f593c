// valid
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@FeatureToggle(value = "new_checkout", variants = @FeatureVariant(value = "express", method = "fast"))
@interface Express {}

@Component
class Shop {

    @Express
    public String checkout(String user) {
        return "new";
    }

    private String fast(String user) {
        return "fast";
    }
}
