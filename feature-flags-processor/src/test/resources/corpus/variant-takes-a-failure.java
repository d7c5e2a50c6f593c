// error: Give both methods the same parameters: String old(String)
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", rescueOn = IllegalStateException.class, variants = @FeatureVariant(value = "express", method = /*here*/"old"))
    public String checkout(String user) {
        return "new";
    }

    private String old(String user, Throwable failure) {
        return "old";
    }
}
