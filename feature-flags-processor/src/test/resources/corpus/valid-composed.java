// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@FeatureToggle(value = "composed", fallback = "old")
@interface NewCheckout {}

@Component
class Shop {

    @NewCheckout
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
