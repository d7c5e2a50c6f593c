// valid
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", variants = @FeatureVariant(value = "paid", bean = "oldShop", method = "pay"))
    public String checkout(String user) {
        return "new";
    }
}

@Component
class OldShop {

    public String pay(String user) {
        return "old";
    }
}
