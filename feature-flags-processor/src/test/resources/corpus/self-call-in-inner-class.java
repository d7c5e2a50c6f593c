// warning: is not routed
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

@Component
class Shop {

    @FeatureToggle("new_checkout")
    public void checkout(String user) {}

    class Order extends Thread implements Comparator<String> {

        @Override
        public void run() {
            /*here*/checkout("a");
        }

        @Override
        public int compare(String first, String second) {
            return 0;
        }
    }
}
