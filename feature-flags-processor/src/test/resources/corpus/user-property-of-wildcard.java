// error: reads the property 'idd'
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

class Box<T> {

    public T getValue() {
        return null;
    }
}

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", user = /*here*/"#box.value.idd")
    public String checkout(Box<? extends Customer> box) {
        return "new";
    }

    String old(Box<? extends Customer> box) {
        return "old";
    }
}
