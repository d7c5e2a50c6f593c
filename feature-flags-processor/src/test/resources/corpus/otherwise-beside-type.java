// error: it has otherwise = SKIP and legacy code
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
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
@FeatureToggle(value = "payment", fallbackType = OldPayment.class, otherwise = /*here*/Otherwise.SKIP)
class NewPayment implements Payment {

    @Override
    public String pay(String user) {
        return "new";
    }
}
