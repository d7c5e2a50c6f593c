package io.featureflags.benchmarks.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.TearDown;

/** Checks by name in a {@link WholeApplication}. */
public abstract class ApplicationChecksOfOurs extends ApplicationChecks {

    private static final int USERS = 64;

    private final WholeApplication application;

    private final FeatureFlags flags;

    private final String[] names =
            Arrays.stream(OnOffFlag.values()).map(this::name).toArray(String[]::new);

    private final String[] others = WholeApplication.otherNames();

    private final EvaluationContext[] users = IntStream.range(0, USERS)
            .mapToObj(number ->
                    new EvaluationContext("user_" + number, Map.of("role", number % 2 == 0 ? "staff" : "guest")))
            .toArray(EvaluationContext[]::new);

    private final EvaluationContextProvider anonymous = EvaluationContext::anonymous;

    private final Flag[] handles;

    ApplicationChecksOfOurs(WholeApplication application) {
        this.application = application;
        this.flags = application.flags();
        this.handles = Arrays.stream(others).map(flags::flag).toArray(Flag[]::new);
    }

    abstract String name(OnOffFlag flag);

    @Override
    boolean isOn(int flag) {
        return flags.isEnabled(names[flag]);
    }

    @Override
    int checkOthers(int call) {
        String other = others[call % others.length];
        EvaluationContext user = users[call % USERS];
        int on = flags.isEnabled(other) ? 1 : 0;
        on += flags.isEnabled(other, user) ? 1 : 0;
        on += flags.evaluate(other, user).enabled() ? 1 : 0;
        on += flags.value(other, false) ? 1 : 0;
        on += flags.value(other, "none", user).length();
        on += handles[call % handles.length].isEnabled(anonymous) ? 1 : 0;
        on += handles[call % handles.length].isEnabled(user) ? 1 : 0;
        on += flags.isEnabled(names[call % names.length]) ? 1 : 0;
        return on + application.callToggledMethods();
    }

    /** Closes the application. */
    @TearDown
    public void stop() {
        application.close();
    }
}
