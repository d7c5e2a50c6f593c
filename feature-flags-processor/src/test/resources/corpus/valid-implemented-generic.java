// valid
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

abstract class Parent<T> {

    abstract String old(T user);

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String checkout(T user) {
        return "new";
    }
}

@Component
class Shop extends Parent<String> {

    @Override
    String old(String user) {
        return "old";
    }
}

@Component
class OtherShop extends Parent<String> {

    @Override
    public String checkout(String user) {
        return "other";
    }

    @Override
    String old(String user) {
        return "old";
    }
}
