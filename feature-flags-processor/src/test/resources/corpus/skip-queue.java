// error: no empty Queue
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", otherwise = /*here*/Otherwise.SKIP)
    public Queue<String> all() {
        return null;
    }
}
