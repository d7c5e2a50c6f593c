// error: its flag name
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@FeatureToggle("")
@interface Flagged {

    @AliasFor(annotation = FeatureToggle.class, attribute = "value")
    String value() default "";

    @AliasFor(annotation = FeatureToggle.class, attribute = "value")
    String name() default "";
}

@Component
class Shop {

    @Flagged(name = /*here*/"new checkout")
    public String checkout(String user) {
        return "new";
    }
}
