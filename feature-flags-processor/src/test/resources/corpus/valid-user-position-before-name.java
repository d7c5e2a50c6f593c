// valid
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

    @FeatureToggle(value = "new_checkout", fallback = "old", user = "#p1.id")
    public String checkout(String p1, Customer customer) {
        return "new";
    }

    String old(String p1, Customer customer) {
        return "old";
    }
}
