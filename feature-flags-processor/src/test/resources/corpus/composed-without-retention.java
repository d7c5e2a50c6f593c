// warning: has no effect
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

/*here*/@FeatureToggle("new checkout")
@interface NewCheckout {}

@Component
class Shop {

    @NewCheckout
    public String checkout(String user) {
        return "new";
    }
}
