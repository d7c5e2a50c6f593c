// valid
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", otherwise = Otherwise.SKIP)
    public List<String> all() {
        return List.of("new");
    }
}
