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

    @FeatureToggle(value = "new_checkout", fallback = "old", user = "(#customer.id ?: 'none') + (#names?.size() > 1 ? #customer.id : 'none') + ({'a', 'b'}[0]) + ({:}.size()) + ('it''s ' + #customer.id) + (not (#names.isEmpty() and #customer.id matches '[a-z]+') or true) + (#names.values().?[#this > 'a'].![length()]) + (- 1.5e-3 + 0x1F * 10L % 3 ^ 2) + (new java.lang.String('a').concat(#customer.id)) + (T(java.lang.Math).max(1, 2)) + (# customer . id) + (#customer.id instanceof T(String)) + (3 between {1, 5}) + (#names.size() div 2 == 1 || 'a' ne 'b')")
    public String checkout(Customer customer, Parcel parcel, Map<String, String> names) {
        return "new";
    }

    String old(Customer customer, Parcel parcel, Map<String, String> names) {
        return "old";
    }
}
