// valid
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

interface Parent {

    Object old();
}

interface Child extends Parent {

    @Override
    String old();
}

@Component
class OldShop implements Child {

    @Override
    public String old() {
        return "old";
    }
}

@Component
class Shop {

    @FeatureToggle(value = "new_checkout", fallback = "old", fallbackType = Child.class)
    public String checkout() {
        return "new";
    }
}
