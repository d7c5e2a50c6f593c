// error: of variant 'express' is private or static, so that other beans cannot call it
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", variants = @FeatureVariant(value = "express", type = OldShop.class, method = /*here*/"pay"))
    public String checkout(String user) {
        return "new";
    }
}

@Component
class OldShop {

    private String pay(String user) {
        return "old";
    }
}
