// error: Give both methods the same parameters: String old(int).
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public String checkout(int number) {
        return "new";
    }

    String old(Integer number) {
        return "old";
    }
}
