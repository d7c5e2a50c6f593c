// error: its Supplier is used after
package corpus;

import io.featureflags.FeatureToggle;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", rescueOn = /*here*/IllegalStateException.class)
    public List<? extends Supplier<String>> checkout() {
        return List.of();
    }

    List<? extends Supplier<String>> old() {
        return List.of();
    }
}
