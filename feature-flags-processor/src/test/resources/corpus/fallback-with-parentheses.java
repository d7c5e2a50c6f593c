// error: has no method of that name. Correct the name. Methods with these
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old()")
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
