// error: @Bean method
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@org.springframework.context.annotation.Configuration
class Shops {

    @org.springframework.context.annotation.Bean
    @FeatureToggle(value = "new_checkout", fallback = "old")
    String /*here*/text() {
        return "new";
    }

    String old() {
        return "old";
    }
}
