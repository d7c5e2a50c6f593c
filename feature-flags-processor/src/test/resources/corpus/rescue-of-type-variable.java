// error: its Supplier is used after
package corpus;

import io.featureflags.FeatureToggle;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", rescueOn = /*here*/IllegalStateException.class)
    public <T extends Supplier<String>> T checkout(T code) {
        return code;
    }

    <T extends Supplier<String>> T old(T code) {
        return code;
    }
}
