// warning: is not routed
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle("new_checkout")
    public void checkout(String user) {}

    public void order(String user) {
        /*here*/((Shop) this).checkout(user);
    }
}
