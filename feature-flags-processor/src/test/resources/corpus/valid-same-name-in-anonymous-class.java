// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

class Till {

    void checkout(String user) {}
}

@Component
class Shop {

    @FeatureToggle("new_checkout")
    public void checkout(String user) {}

    public void order(String user) {
        new Till() {

            void open() {
                checkout(user);
                this.checkout(user);
                super.checkout(user);
            }
        }.open();
    }
}
