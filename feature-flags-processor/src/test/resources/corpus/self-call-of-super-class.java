// warning: is not routed
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

class Base {

    @FeatureToggle("new_checkout")
    public void checkout(String user) {}
}

@Component
class Shop extends Base {

    public void order(String user) {
        /*here*/super.checkout(user);
    }
}
