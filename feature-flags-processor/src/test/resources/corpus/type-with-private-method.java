// error: is private or static
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class OldShop {

    private String old(String user) {
        return "old";
    }
}

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallbackType = OldShop.class, fallback = /*here*/"old")
    public String checkout(String user) {
        return "new";
    }
}
