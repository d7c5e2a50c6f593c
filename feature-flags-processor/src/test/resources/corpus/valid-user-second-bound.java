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

interface Named {

    String getName();
}

interface Aged {

    int getAge();
}

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", user = "#owner.age")
    public <T extends Named & Aged> String checkout(T owner) {
        return "new";
    }

    <T extends Named & Aged> String old(T owner) {
        return "old";
    }
}
