// valid
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@FirstToggle
@FeatureToggle("new_checkout")
@interface FirstToggle {}

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@ThirdToggle
@FeatureToggle("new_refund")
@interface SecondToggle {}

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@SecondToggle
@interface ThirdToggle {}

@Component
class Shop {

    @FirstToggle
    public String checkout(String user) {
        return "new";
    }

    @ThirdToggle
    public String refund(String user) {
        return "new";
    }
}
