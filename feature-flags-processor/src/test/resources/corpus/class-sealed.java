// error: the class is sealed and has no interface
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
sealed class Shop permits SmallShop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String /*here*/checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}

non-sealed class SmallShop extends Shop {}
