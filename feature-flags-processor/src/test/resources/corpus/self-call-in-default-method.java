// warning: is not routed
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

interface Base {

    @FeatureToggle("new_checkout")
    default void checkout(String user) {}

    default void order(String user) {
        /*here*/this.checkout(user);
    }
}

@Component
class Shop implements Base {}
