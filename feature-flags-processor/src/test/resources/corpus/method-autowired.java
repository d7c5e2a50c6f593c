// error: the container calls the method on the bean itself
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", otherwise = Otherwise.SKIP)
    @org.springframework.beans.factory.annotation.Autowired
    public void /*here*/init(Optional<Runnable> task) {}
}
