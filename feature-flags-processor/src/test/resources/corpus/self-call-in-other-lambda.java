// warning: is not routed
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle("new_checkout")
    public void checkout(String user) {}

    private io.featureflags.FeatureFlags flags;

    public void order(String user) {
        Runnable way = () -> /*here*/checkout(user);
        way.run();
    }

    public Object ship(java.util.function.Supplier<Object> way) {
        return flags.route("new_checkout", way, way);
    }
}
