// valid
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", otherwise = Otherwise.SKIP)
    ArrayList<String> all() {
        return new ArrayList<>();
    }
}
