// error: suspend function
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public Object /*here*/checkout(String user, kotlin.coroutines.Continuation<? super String> next) {
        return "new";
    }

    public Object old(String user, kotlin.coroutines.Continuation<? super String> next) {
        return "old";
    }
}
