// error: is not SpEL: 
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

    @FeatureToggle(value = "new_checkout", fallback = "old", user = /*here*/"#customer.id;")
    public String checkout(Customer customer, Parcel parcel, Map<String, String> names) {
        return "new";
    }

    String old(Customer customer, Parcel parcel, Map<String, String> names) {
        return "old";
    }
}
