// error: uses #usr, but the parameters of the method are #user, #p0, #a0: did you mean #user?
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
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", user = /*here*/"#usr")
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
