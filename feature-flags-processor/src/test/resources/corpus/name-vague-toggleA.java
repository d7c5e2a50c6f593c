// note: The flag name 'toggleA' does not describe a feature
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = /*here*/"toggleA", fallback = "old")
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
