// error: its variant 'express' names both a type and a bean
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", variants = @FeatureVariant(value = "express", type = OldShop.class, bean = /*here*/"oldShop"))
    public String checkout(String user) {
        return "new";
    }
}

@Component
class OldShop {

    public String checkout(String user) {
        return "old";
    }
}
