// warning: is not routed
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

interface Base {

    @FeatureToggle("new_checkout")
    default void checkout(String user) {}
}

@Component
class Shop implements Base {

    public void order(String user) {
        /*here*/Base.super.checkout(user);
    }
}
