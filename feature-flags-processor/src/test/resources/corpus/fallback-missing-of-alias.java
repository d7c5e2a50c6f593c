// error: of that name
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@FeatureToggle(value = "composed")
@interface NewCheckout {

    @org.springframework.core.annotation.AliasFor(annotation = FeatureToggle.class, attribute = "fallback")
    String legacy();
}

@Component
class Shop {

    @NewCheckout(legacy = /*here*/"old")
    public String checkout(String user) {
        return "new";
    }
}
