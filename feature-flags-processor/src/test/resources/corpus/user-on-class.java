// error: uses #user
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

record Customer(String id, Address address) {}

record Address(String city) {}

class Parcel {

    public String getAddressee() {
        return "a";
    }

    public boolean isGift() {
        return true;
    }

    public final String label = "l";
}

@Component
class OldPayment {

    public String pay(String user) {
        return "old";
    }

    public String cancel(long order) {
        return "old";
    }
}

@Component
@FeatureToggle(value = "payment", fallbackType = OldPayment.class, user = /*here*/"#user")
class NewPayment {

    public String pay(String user) {
        return "new";
    }

    public String cancel(long order) {
        return "new";
    }
}
