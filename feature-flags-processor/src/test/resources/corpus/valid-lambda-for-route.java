// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    private final List<String> all = new ArrayList<>();

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }

    public Object order(String user) {
        java.util.function.Supplier<String> next = () -> checkout(user);
        return flags.route("new_checkout", next, () -> old(user));
    }

    private io.featureflags.FeatureFlags flags;
}
