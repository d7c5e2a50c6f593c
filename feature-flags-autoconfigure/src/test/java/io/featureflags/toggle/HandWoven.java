package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import java.io.IOException;
import org.aspectj.lang.JoinPoint;
import org.aspectj.runtime.internal.AroundClosure;
import org.aspectj.runtime.reflect.Factory;
import org.jspecify.annotations.Nullable;

/** A class as AspectJ weaves it, written by hand: the method calls the aspect, and its code is in another method. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class HandWoven {

    /** AspectJ's flags for a call without primitives. */
    private static final int FLAGS = 69648;

    private static final JoinPoint.StaticPart CHECKOUT = place("checkout", "java.lang.String", "java.lang.String");

    private static final JoinPoint.StaticPart SHIP = place("ship", "", "java.lang.Object");

    private static final JoinPoint.StaticPart COUNT = place("count", "", "java.lang.Object");

    final String name;

    HandWoven(String name) {
        this.name = name;
    }

    @FeatureToggle(value = "hand_woven", fallback = "legacyCheckout")
    final String checkout(String user) throws Throwable {
        return (String) through(CHECKOUT, this, user);
    }

    static String checkout_aroundBody0(HandWoven self, String user, JoinPoint call) throws IOException {
        if (user.isEmpty()) {
            throw new IOException("no user");
        }
        return "new " + self.name + " " + user;
    }

    private String legacyCheckout(String user) {
        return "legacy " + name + " " + user;
    }

    @FeatureToggle(value = "hand_woven", fallbackBean = "elsewhere")
    Object ship() throws Throwable {
        return through(SHIP, this);
    }

    static Object ship_aroundBody2(HandWoven self, JoinPoint call) {
        return "new";
    }

    @FeatureToggle(value = "hand_woven", fallback = "legacyCount")
    static Object count() throws Throwable {
        return through(COUNT, null);
    }

    static Object count_aroundBody4(JoinPoint call) {
        return "new";
    }

    static Object legacyCount() {
        return "legacy";
    }

    String untoggled_aroundBody6() {
        return "";
    }

    private static Object through(JoinPoint.StaticPart place, @Nullable HandWoven self, Object... arguments)
            throws Throwable {
        JoinPoint call = Factory.makeJP(place, self, self, arguments);
        AroundClosure code = new AroundClosure(new Object[] {call}) {

            @Override
            public Object run(Object[] state) throws IOException {
                HandWoven object = (HandWoven) call.getThis();
                return switch (place.getSignature().getName()) {
                    case "checkout" -> checkout_aroundBody0(object, (String) arguments[0], call);
                    case "ship" -> ship_aroundBody2(object, call);
                    default -> count_aroundBody4(call);
                };
            }
        };
        Object answer = FeatureToggleAspect.aspectOf().route(code.linkClosureAndJoinPoint(FLAGS));
        return answer == null ? "null" : answer;
    }

    private static JoinPoint.StaticPart place(String method, String parameters, String returned) {
        Factory factory = new Factory("HandWoven.java", HandWoven.class);
        return factory.makeSJP(
                JoinPoint.METHOD_EXECUTION,
                factory.makeMethodSig("0", method, HandWoven.class.getName(), parameters, parameters, "", returned),
                1);
    }
}
