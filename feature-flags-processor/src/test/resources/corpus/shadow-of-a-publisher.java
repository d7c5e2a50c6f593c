// error: Publisher is used after the method has returned, so that a shadow run
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", shadow = /*here*/true)
    public java.util.concurrent.Flow.Publisher<String> checkout(String user) {
        return null;
    }

    java.util.concurrent.Flow.Publisher<String> old(String user) {
        return null;
    }
}
