// error: the method is static
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public static String /*here*/checkout(String user) {
        return "new";
    }

    static String old(String user) {
        return "old";
    }
}
