// error: its method 'pay' of variant 'express' must be a method of the bean of type corpus.Other
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
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
class FastPayment implements Payment {

    @Override
    public String pay(String user) {
        return "fast";
    }
}

@Component
class Other {}

@Component
@FeatureToggle(
        value = "payment",
        fallbackType = OldPayment.class,
        variants = @FeatureVariant(value = "express", type = /*here*/Other.class))
class NewPayment implements Payment {

    @Override
    public String pay(String user) {
        return "new";
    }
}
