// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public <T> List<T> sorted(List<T> all) {
        return all;
    }

    <E> List<E> old(List<E> all) {
        return all;
    }
}
