// error: its Supplier is used after
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", rescueOn = /*here*/IllegalStateException.class)
    public List<java.util.function.Supplier<String>> all() {
        return null;
    }

    List<java.util.function.Supplier<String>> old() {
        return null;
    }
}
