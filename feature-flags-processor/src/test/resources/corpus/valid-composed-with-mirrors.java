// valid
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

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@FeatureToggle("legacy_bean")
@interface Replaced {

    @AliasFor(annotation = FeatureToggle.class, attribute = "fallbackBean")
    String bean() default "";

    @AliasFor(annotation = FeatureToggle.class, attribute = "fallbackBean")
    String fallbackBean() default "";
}

@Component
class Shop {

    @Flagged("new_checkout")
    public String checkout(String user) {
        return "new";
    }

    @Flagged(name = "new_refund")
    public String refund(String user) {
        return "new";
    }
}

@Component
@Replaced(bean = "oldStore")
class Store {

    public String find(String user) {
        return "new";
    }
}

@Component
class OldStore {

    public String find(String user) {
        return "old";
    }
}
