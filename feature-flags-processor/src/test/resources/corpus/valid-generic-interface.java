// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

interface Greeter<T> {

    @FeatureToggle(value = "greeting", fallback = "old")
    String greet(T whom);
}

@Component
class Polite implements Greeter<String> {

    @Override
    public String greet(String whom) {
        return "new";
    }

    String old(String whom) {
        return "old";
    }
}
