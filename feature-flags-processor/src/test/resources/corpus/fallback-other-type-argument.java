// error: its parameter 1 is List<String>
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public void call(List<String> names) {}

    void old(List<Integer> numbers) {}
}
