// warning: is not routed
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
        return /*here*/checkout(user);
    }
}
