// error: did you mean pay?
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

    @FeatureToggle(value = "payment", fallbackType = OldPayment.class, fallback = /*here*/"pays")
    public String pay(String user) {
        return "new";
    }
}
