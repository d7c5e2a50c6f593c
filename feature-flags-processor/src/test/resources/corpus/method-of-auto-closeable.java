// error: the container calls the method on the bean itself
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop implements AutoCloseable {

    @FeatureToggle(value = "new_checkout", otherwise = Otherwise.SKIP)
    public void /*here*/close() {}
}
