// error: its interface corpus.Shape is sealed
package corpus;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import java.util.*;
import org.springframework.stereotype.Component;

sealed interface Shape permits Circle {

    String draw();
}

@Component
final class Circle implements Shape {

    @Override
    @FeatureToggle(value = "circle", otherwise = Otherwise.SKIP)
    public String /*here*/draw() {
        return "circle";
    }
}
