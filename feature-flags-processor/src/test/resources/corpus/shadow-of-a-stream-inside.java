// error: its Stream is used after the method has returned, so that a shadow run
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", shadow = /*here*/true)
    public Optional<java.util.stream.Stream<String>> checkout(String user) {
        return null;
    }

    Optional<java.util.stream.Stream<String>> old(String user) {
        return null;
    }
}
