// valid-jdk-proxy
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
final class Task implements Runnable {

    @Override
    @FeatureToggle(value = "task", otherwise = Otherwise.SKIP)
    public void run() {}
}
