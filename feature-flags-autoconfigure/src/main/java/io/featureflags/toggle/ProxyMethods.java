package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

/** The methods by which callers reach a bean behind a JDK proxy: those of the proxy's interfaces. */
final class ProxyMethods {

    private ProxyMethods() {}

    static Stream<Method> of(Object proxy) {
        return Arrays.stream(proxy.getClass().getInterfaces()).flatMap(type -> Arrays.stream(type.getMethods()));
    }
}
