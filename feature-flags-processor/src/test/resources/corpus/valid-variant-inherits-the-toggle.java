// valid
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

interface Payment {

    @FeatureToggle(
            value = "payment",
            fallbackType = OldPayment.class,
            variants = @FeatureVariant(value = "express", type = FastPayment.class))
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
class FastPayment implements Payment {

    @Override
    public String pay(String user) {
        return "fast";
    }
}

@Component
class NewPayment implements Payment {

    @Override
    public String pay(String user) {
        return "new";
    }
}
