// error: the class has no method of that name
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

interface Codes {

    static String old(String user) {
        return "old";
    }
}

@Component
class Shop implements Codes {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public String checkout(String user) {
        return "new";
    }
}
