package io.featureflags.toggle.bytecode;

import java.lang.reflect.Method;

/**
 * A call of a toggled method by the object itself.
 *
 * @param toggled the called method
 * @param caller name and descriptor of the calling method in byte code; for a call in a lambda or in a local function of
 *     Kotlin, those of its body
 * @param place place of the call, as a stack trace would show it
 */
public record SelfCall(Method toggled, String caller, StackTraceElement place) {

    /**
     * Returns whether the call is in a method, or in a lambda or a local function of it.
     *
     * @param method the method
     * @return whether the call is in its source code
     */
    public boolean isIn(Method method) {
        return place.getClassName().equals(method.getDeclaringClass().getName())
                && (caller.equals(ToggledMethodIndex.key(method))
                        || (isInLambda() && place.getMethodName().equals(method.getName())));
    }

    /** Returns whether the call is in a body that the compiler has moved out of the method of the source. */
    boolean isInLambda() {
        return !caller.startsWith(place.getMethodName() + "(");
    }

    /** Returns the called method and the place of the call, for messages. */
    @Override
    public String toString() {
        return toggled.getName() + " at " + place;
    }
}
