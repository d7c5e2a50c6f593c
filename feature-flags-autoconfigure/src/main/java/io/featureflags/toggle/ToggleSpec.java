package io.featureflags.toggle;

import io.featureflags.toggle.user.UserExpression;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A toggled method, resolved and checked: all that routing its calls needs.
 *
 * @param type class of the bean
 * @param method the new code
 * @param flag name of the flag
 * @param enabledByDefault answer if neither Redis nor {@code application.yml} has a value
 * @param expires kill date; null if there is none
 * @param legacy the legacy code; null if the annotation names none
 * @param variants code of the variants by their names, in the order of the annotation; empty for nearly every method
 * @param emptyResult supplies the result of a call that is skipped while the flag is off; null if such a call runs legacy
 *     code or ends with an exception
 * @param user reads the user from the arguments; null for the user of the
 *     {@link io.featureflags.EvaluationContextProvider}
 * @param rescueOn exceptions of the new code that trigger the legacy code
 * @param shadow whether the new code may be run for nothing while the flag is off
 * @param woven whether AspectJ has woven the method, so that no proxy must route it
 */
record ToggleSpec(
        Class<?> type,
        Method method,
        String flag,
        boolean enabledByDefault,
        @Nullable LocalDate expires,
        @Nullable BranchCode legacy,
        Map<String, BranchCode> variants,
        @Nullable Supplier<@Nullable Object> emptyResult,
        @Nullable UserExpression user,
        List<Class<? extends Throwable>> rescueOn,
        boolean shadow,
        boolean woven) {

    /** Returns all code that may run in place of the annotated method. */
    List<BranchCode> otherCode() {
        List<BranchCode> code = new ArrayList<>(variants.size() + 1);
        if (legacy != null) {
            code.add(legacy);
        }
        code.addAll(variants.values());
        return code;
    }

    /** Returns whether an exception of the new code triggers the legacy code. */
    boolean isRescuedFrom(Throwable failure) {
        for (Class<? extends Throwable> type : rescueOn) {
            if (type.isInstance(failure)) {
                return true;
            }
        }
        return false;
    }
}
