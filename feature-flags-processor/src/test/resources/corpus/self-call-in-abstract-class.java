// warning: is not routed
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

abstract class Base {

    @FeatureToggle("new_checkout")
    public void checkout(String user) {}

    public void order(String user) {
        /*here*/checkout(user);
    }
}

@Component
class Shop extends Base {}
