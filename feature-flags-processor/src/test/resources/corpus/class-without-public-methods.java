// error: the class has no public method
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class OldPayment {}

@Component
/*here*/@FeatureToggle(value = "payment", fallbackType = OldPayment.class)
class NewPayment {

    String pay() {
        return "new";
    }
}
