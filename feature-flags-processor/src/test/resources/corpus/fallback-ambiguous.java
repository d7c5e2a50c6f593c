// error: its fallback 'old' is ambiguous: String old(String), String old(String)
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

class Base<T> {

    private String old(T user) {
        return "";
    }
}

@Component
class Shop extends Base<String> {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
