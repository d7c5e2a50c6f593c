// error: it names no bean with the legacy code of the class
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
/*here*/@FeatureToggle("payment")
class NewPayment implements Payment {

    @Override
    public String pay(String user) {
        return "new";
    }
}
