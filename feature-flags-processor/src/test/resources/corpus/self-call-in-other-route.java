// warning: is not routed
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

class Router {

    void route(Runnable way) {
        way.run();
    }
}

@Component
class Shop {

    @FeatureToggle("new_checkout")
    public void checkout(String user) {}

    private final Router router = new Router();

    public void order(String user) {
        router.route(() -> /*here*/checkout(user));
    }
}
