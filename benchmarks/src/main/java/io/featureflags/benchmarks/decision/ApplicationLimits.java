package io.featureflags.benchmarks.decision;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** A bare limit: a map, and the answer in its value. */
public class ApplicationLimits extends ApplicationChecks {

    private final String[] names = OnOffFlag.names();

    private final String[] others = WholeApplication.otherNames();

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** Fills the map. */
    public ApplicationLimits() {
        for (OnOffFlag flag : OnOffFlag.values()) {
            answers.put(flag.name(), new Answer(flag.isOn()));
        }
        for (OtherFlag flag : OtherFlag.values()) {
            answers.put(flag.name(), new Answer(true));
        }
    }

    @Override
    boolean isOn(int flag) {
        return Objects.requireNonNull(answers.get(names[flag])).on;
    }

    @Override
    int checkOthers(int call) {
        Answer answer = answers.get(others[call % others.length]);
        return answer != null && answer.on ? 1 : 0;
    }

    private static final class Answer {

        private volatile boolean on;

        Answer(boolean on) {
            this.on = on;
        }
    }
}
