// error: its flag name 'new checkout' does not match
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = /*here*/"new checkout", fallback = "old")
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
