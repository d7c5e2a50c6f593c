// error: no empty Deque can be created
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.Deque;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", otherwise = /*here*/Otherwise.SKIP)
    public <T extends Deque<String>> T checkout() {
        return null;
    }
}
