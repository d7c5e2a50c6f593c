// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle("new_checkout")
    public void checkout(String user) {}

    public void order(io.featureflags.FeatureFlags router, String user) {
        java.util.function.Supplier<Object> way = () -> {
            checkout(user);
            return null;
        };
        if (user != null) {
            router.route("new_checkout", way, () -> null);
        }
    }
}
