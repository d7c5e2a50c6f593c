// error: its fallback leads back to String 
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "third", fallback = /*here*/"second")
    public String call() {
        return "third";
    }

    @FeatureToggle(value = "second", fallback = /*here*/"call")
    public String second() {
        return "second";
    }
}
