// valid
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

class Parent<E extends Exception> {

    String old() throws E {
        return "old";
    }
}

@Component
class Shop extends Parent<IllegalStateException> {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String checkout() {
        return "new";
    }
}
