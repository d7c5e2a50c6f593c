// error: its flag name
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@FeatureToggle("")
@interface Released {

    @AliasFor(annotation = FeatureToggle.class, attribute = "value")
    String flag() default "";

    @AliasFor(annotation = FeatureToggle.class, attribute = "fallback")
    String legacy() default "missing";
}

@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@Released
@interface Checkout {

    @AliasFor(annotation = Released.class, attribute = "flag")
    String value();

    @AliasFor(annotation = FeatureToggle.class)
    String fallback() default "old";
}

@Component
class Shop {

    @Checkout(/*here*/"new checkout")
    public String checkout(String user) {
        return "new";
    }

    String old(String user) {
        return "old";
    }
}
