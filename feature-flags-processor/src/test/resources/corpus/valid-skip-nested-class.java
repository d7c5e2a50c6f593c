// valid
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

@Component
class Shop {

    static class Orders extends ArrayList<String> {}

    @FeatureToggle(value = "new_checkout", otherwise = Otherwise.SKIP)
    public Orders checkout() {
        return new Orders();
    }
}
