package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A toggled method, resolved and checked: all that routing its calls needs.
 *
 * @param type the class of the bean
 * @param method the new code
 * @param flag name of the flag
 * @param enabledByDefault answer when neither Redis nor {@code application.yml} has one
 * @param expires kill date; null if there is none
 * @param legacy the legacy code; null where none is named
 * @param nothing gives what is returned instead of running legacy code; null where that is an exception
 * @param user says who is asking; null leaves it to the {@link io.featureflags.EvaluationContextProvider}
 * @param rescueOn failures of the new code after which the legacy code runs
 * @param woven whether AspectJ has woven the method, so that no proxy must route it
 */
record ToggleSpec(
        Class<?> type,
        Method method,
        String flag,
        boolean enabledByDefault,
        @Nullable LocalDate expires,
        @Nullable LegacyCode legacy,
        @Nullable Supplier<@Nullable Object> nothing,
        @Nullable UserExpression user,
        List<Class<? extends Throwable>> rescueOn,
        boolean woven) {

    boolean isRescuedFrom(Throwable failure) {
        for (Class<? extends Throwable> type : rescueOn) {
            if (type.isInstance(failure)) {
                return true;
            }
        }
        return false;
    }
}
