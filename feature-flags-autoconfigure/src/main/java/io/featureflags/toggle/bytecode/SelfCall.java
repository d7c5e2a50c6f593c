package io.featureflags.toggle.bytecode;

import java.lang.reflect.Method;
import org.springframework.asm.Type;

/**
 * A call of a toggled method by the object itself.
 *
 * @param toggled the method that is called
 * @param caller name and descriptor of the method that calls it, in byte code: of a lambda's body where it is in a lambda
 * @param place where the call is, as a stack trace would show it
 */
public record SelfCall(Method toggled, String caller, StackTraceElement place) {

    /** Whether a method makes the call, or a lambda in it. */
    public boolean isIn(Method method) {
        boolean lambda = caller.startsWith("lambda$" + method.getName() + "$");
        return place.getClassName().equals(method.getDeclaringClass().getName())
                && (lambda || caller.equals(OwnMethods.key(method.getName(), Type.getMethodDescriptor(method))));
    }

    /** For people. */
    @Override
    public String toString() {
        return toggled.getName() + " at " + place;
    }
}
