// error: must be a method of the bean of type 
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallbackType = /*here*/String[].class)
    public String checkout(String user) {
        return "new";
    }
}
