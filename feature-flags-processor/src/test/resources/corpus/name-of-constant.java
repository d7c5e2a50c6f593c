// error: its flag name 'new checkout' does not match
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(/*here*/Names.CHECKOUT)
    public String checkout(String user) {
        return "new";
    }
}

class Names {

    static final String CHECKOUT = "new checkout";
}
