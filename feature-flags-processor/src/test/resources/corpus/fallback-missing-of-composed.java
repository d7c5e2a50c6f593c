// error: did you mean older?
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@FeatureToggle(value = "composed", fallback = "oldr")
@interface NewCheckout {}

@Component
class Shop {

    /*here*/@NewCheckout
    public String checkout(String user) {
        return "new";
    }

    String older(String user) {
        return "old";
    }
}
