// error: int does not have
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

    @FeatureToggle(value = "new_checkout", fallback = "old", user = /*here*/"#p0.value")
    public String checkout(int number) {
        return "new";
    }

    String old(int number) {
        return "old";
    }
}
