// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

interface Payment {

    String pay(String user);
}

@Component
class OldPayment implements Payment {

    @Override
    public String pay(String user) {
        return "old";
    }
}

@Component
@Deprecated
class NewPayment implements Payment {

    @FeatureToggle(value = "payment", fallbackType = OldPayment.class)
    public String pay(String user) {
        return "new";
    }
}
