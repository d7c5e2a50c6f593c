package io.featureflags.toggle;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;

/**
 * Controllers among the toggled beans. Spring reads their mappings from the type that the bean shows, and a JDK proxy
 * shows interfaces only: mappings of the class would be gone without a word, and every request answered with 404.
 */
final class ControllerMappings {

    private ControllerMappings() {}

    /**
     * Whether a bean gets a class proxy even if the application is set to JDK proxies.
     *
     * @param type the class of the bean
     * @return true for a controller of which a class proxy can be made
     */
    static boolean needClassProxy(Class<?> type) {
        return isController(type) && !Modifier.isFinal(type.getModifiers());
    }

    /**
     * Checks that a bean behind a JDK proxy is still a controller if it was one.
     *
     * @param proxy the JDK proxy
     * @param spec one of the bean's toggled methods
     * @throws InvalidFeatureToggleException if the proxy hides the mappings
     */
    static void checkMapped(Object proxy, ToggleSpec spec) {
        if (isController(spec.type()) && !isController(proxy.getClass())) {
            throw new InvalidFeatureToggleException(
                    spec.type(),
                    spec.method(),
                    "the bean is a controller behind a JDK proxy, and none of the proxy's interfaces is annotated as"
                            + " one, so that its mappings would be lost: "
                            + Arrays.stream(proxy.getClass().getInterfaces())
                                    .map(Class::getSimpleName)
                                    .toList() + ".",
                    "Set spring.aop.proxy-target-class to true and make the class non-final, or put the annotations of"
                            + " the controller on an interface of the class.");
        }
    }

    private static boolean isController(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, Controller.class);
    }
}
