// error: its Stream is used after
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", rescueOn = /*here*/IllegalStateException.class)
    public java.util.stream.Stream<String> all() {
        return null;
    }

    java.util.stream.Stream<String> old() {
        return null;
    }
}
