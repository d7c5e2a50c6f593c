// error: cannot work
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@FeatureToggle("new checkout")
@interface NewCheckout {

    @AliasFor(annotation = FeatureToggle.class, attribute = "fallback")
    String value();

    String user() default "";
}

@Component
class Shop {

    /*here*/@NewCheckout(value = /*here*/"olt", user = "#nothing")
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
