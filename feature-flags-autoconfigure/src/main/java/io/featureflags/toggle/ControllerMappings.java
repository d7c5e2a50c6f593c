package io.featureflags.toggle;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;

/**
 * Keeps the request mappings of toggled controllers. Spring reads them from the type of the proxy, and a JDK proxy has only
 * interfaces. Mappings of the class would be lost without a warning, and every request would end with 404.
 */
final class ControllerMappings {

    private ControllerMappings() {}

    /**
     * Returns whether a bean needs a class proxy even if the application is configured to use JDK proxies.
     *
     * @param type class of the bean
     * @return true for a controller for which a class proxy is possible
     */
    static boolean needClassProxy(Class<?> type) {
        return isController(type) && !Modifier.isFinal(type.getModifiers());
    }

    /**
     * Checks that a controller behind a JDK proxy is still a controller.
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
                    "the bean is a controller behind a JDK proxy, but none of the proxy's interfaces is annotated as"
                            + " one, so that its mappings would be lost: "
                            + Arrays.stream(proxy.getClass().getInterfaces())
                                    .map(Class::getSimpleName)
                                    .toList() + ".",
                    "Set spring.aop.proxy-target-class to true and make the class non-final, or move the annotations of"
                            + " the controller to an interface of the class.");
        }
    }

    private static boolean isController(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, Controller.class);
    }
}
