// error: its type of variant 'express' is the class of the method itself
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", variants = @FeatureVariant(value = "express", type = /*here*/Shop.class))
    public String checkout(String user) {
        return "new";
    }
}
