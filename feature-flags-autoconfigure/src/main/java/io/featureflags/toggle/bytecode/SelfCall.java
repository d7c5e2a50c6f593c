package io.featureflags.toggle.bytecode;

import java.lang.reflect.Method;

/**
 * A call of a toggled method by the object itself.
 *
 * @param toggled the called method
 * @param caller name and descriptor of the calling method in byte code; for a call in a lambda, those of the lambda's body
 * @param place place of the call, as a stack trace would show it
 */
public record SelfCall(Method toggled, String caller, StackTraceElement place) {

    /**
     * Returns whether the call is in a method, or in a lambda of it.
     *
     * @param method the method
     * @return whether the call is in its source code
     */
    public boolean isIn(Method method) {
        boolean lambda = caller.startsWith("lambda$" + method.getName() + "$");
        return place.getClassName().equals(method.getDeclaringClass().getName())
                && (lambda || caller.equals(ToggledMethodIndex.key(method)));
    }

    /** Returns the called method and the place of the call, for messages. */
    @Override
    public String toString() {
        return toggled.getName() + " at " + place;
    }
}
