// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", rescueOn = IllegalStateException.class)
    public java.util.concurrent.CompletionStage<String> later() {
        return null;
    }

    java.util.concurrent.CompletableFuture<String> old() {
        return null;
    }
}
