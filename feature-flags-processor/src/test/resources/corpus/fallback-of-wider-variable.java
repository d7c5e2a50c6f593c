// error: but there is only <T> T old(T). Give both methods the same parameters: <T extends Comparable<T>> T old(T).
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public <T extends Comparable<T>> T checkout(T user) {
        return user;
    }

    <T> T old(T user) {
        return user;
    }
}
