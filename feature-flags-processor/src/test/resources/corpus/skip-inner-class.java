// error: no empty Orders can be created
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

@Component
class Shop {

    class Orders extends ArrayList<String> {}

    @FeatureToggle(value = "new_checkout", otherwise = /*here*/Otherwise.SKIP)
    public Orders checkout() {
        return new Orders();
    }
}
