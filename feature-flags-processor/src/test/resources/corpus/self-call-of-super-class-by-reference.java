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

    public java.util.function.Consumer<String> order() {
        return /*here*/super::checkout;
    }
}
