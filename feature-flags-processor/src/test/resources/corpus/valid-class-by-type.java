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
@FeatureToggle(value = "payment", fallbackType = OldPayment.class)
class NewPayment implements Payment {

    @Override
    public String pay(String user) {
        return "new";
    }
}
