// valid
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@FeatureToggle(value = "composed", fallback = "missing")
@interface Composed {}

@Component
class Shop {

    @Composed
    @FeatureToggle("new_checkout")
    public String checkout(String user) {
        return "new";
    }
}
