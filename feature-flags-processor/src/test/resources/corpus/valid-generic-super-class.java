// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

class Base<T> {

    T old(T value) {
        return value;
    }
}

@Component
class Shop extends Base<String> {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String checkout(String user) {
        return "new";
    }
}
