// error: there is only Map<Entry, int[]> old(String)
package corpus;

import io.featureflags.FeatureToggle;
import java.util.Map;
import org.springframework.stereotype.Component;

@java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
@interface Maybe {

    String value() default ")";
}

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public String checkout(@Maybe String @Maybe [] user) {
        return "new";
    }

    Map<Map.@Maybe Entry, @Maybe("()") int @Maybe []> old(@Maybe String user) {
        return Map.of();
    }
}
