// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "third", fallback = "second")
    public String call() {
        return "third";
    }

    @FeatureToggle(value = "second", fallback = "first")
    public String second() {
        return "second";
    }

    private String first() {
        return "first";
    }
}
