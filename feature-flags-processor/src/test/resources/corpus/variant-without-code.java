// error: its variant 'express' names no code
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", variants = /*here*/@FeatureVariant("express"))
    public String checkout(String user) {
        return "new";
    }
}
