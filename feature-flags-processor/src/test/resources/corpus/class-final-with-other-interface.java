// error: none of its interfaces has the method
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
final class Shop implements java.io.Serializable {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String /*here*/checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
