// error: the bean has no method of that name
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

interface Codes {

    static String old(String user) {
        return "old";
    }
}

interface Shops extends Codes {}

@Component
class OldShop implements Shops {}

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old", fallbackType = Shops.class)
    public String checkout(String user) {
        return "new";
    }
}
