// valid
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@FeatureToggle("new_checkout")
@interface Rescued {

    @AliasFor(annotation = FeatureToggle.class, attribute = "rescueOn")
    Class<? extends Throwable> on() default RuntimeException.class;

    @AliasFor(annotation = FeatureToggle.class)
    String fallback();
}

@Component
class Shop {

    @Rescued(fallback = "old")
    public String checkout(String user) {
        return "new";
    }

    String old(String user, Throwable failure) {
        return "old";
    }
}
