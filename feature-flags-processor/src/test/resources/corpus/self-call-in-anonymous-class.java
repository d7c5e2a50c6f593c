// warning: is not routed
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle("new_checkout")
    public void checkout(String user) {}

    public Runnable order(String user) {
        return new Runnable() {

            @Override
            public void run() {
                /*here*/checkout(user);
            }
        };
    }
}
