// error: throws IOException
package corpus;

import io.featureflags.FeatureToggle;
import java.io.IOException;
import org.springframework.stereotype.Component;

class Parent<E extends Exception> {

    String old() throws E {
        return "old";
    }
}

@Component
class Shop extends Parent<IOException> {

    @FeatureToggle(value = "new_checkout", fallback = /*here*/"old")
    public String checkout() {
        return "new";
    }
}
