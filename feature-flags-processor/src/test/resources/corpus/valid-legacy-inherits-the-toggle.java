// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@FeatureToggle(value = "payment", fallbackType = OldPayment.class)
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
class NewPayment implements Payment {

    @Override
    public String pay(String user) {
        return "new";
    }
}
