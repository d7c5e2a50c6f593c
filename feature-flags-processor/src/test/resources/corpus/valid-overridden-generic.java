// valid
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

class Parent<T> {

    String old(T user) {
        return "parent";
    }
}

interface Named<T> {

    default String oldName(T user) {
        return "interface";
    }
}

@Component
class Shop extends Parent<String> implements Named<String> {

    @FeatureToggle(value = "new_checkout", fallback = "old")
    public String checkout(String user) {
        return "new";
    }

    @FeatureToggle(value = "new_name", fallback = "oldName")
    public String name(String user) {
        return "new";
    }

    @Override
    String old(String user) {
        return "old";
    }

    @Override
    public String oldName(String user) {
        return "old";
    }
}
