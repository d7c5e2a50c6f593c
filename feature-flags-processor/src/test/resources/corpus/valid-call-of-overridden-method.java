// valid
package corpus;

import io.featureflags.FeatureToggle;
import java.util.*;
import org.springframework.stereotype.Component;

class Base {

    @FeatureToggle("new_checkout")
    public void checkout(String user) {}

    public void checkout(Integer user) {}
}

@Component
class Shop extends Base {

    @Override
    public void checkout(Integer user) {}

    @Override
    public void checkout(String user) {
        super.checkout(user);
    }

    public void order(Integer user) {
        super.checkout(user);
        super.checkout("a");
    }
}
