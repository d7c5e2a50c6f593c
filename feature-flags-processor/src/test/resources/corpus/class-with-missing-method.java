// error: must be a method of the bean of type corpus.OldPayment with the parameters (String)
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class OldPayment {

    public String pays(String user) {
        return "old";
    }
}

@Component
@FeatureToggle(value = "payment", fallbackType = /*here*/OldPayment.class)
class NewPayment {

    public String pay(String user) {
        return "new";
    }
}
