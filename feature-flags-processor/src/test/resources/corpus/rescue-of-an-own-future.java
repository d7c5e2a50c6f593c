// error: rescueOn must wait
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", rescueOn = /*here*/IllegalStateException.class)
    public Promise later() {
        return null;
    }

    Promise old() {
        return null;
    }
}

class Promise extends java.util.concurrent.CompletableFuture<String> {}
