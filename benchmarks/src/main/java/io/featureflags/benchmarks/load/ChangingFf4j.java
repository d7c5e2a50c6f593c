package io.featureflags.benchmarks.load;

import org.ff4j.FF4j;

/** FF4J with its features in memory. */
public class ChangingFf4j extends ChangingFlags {

    private final String[] names = names();

    private final FF4j ff4j;

    /** Creates the features. */
    public ChangingFf4j() {
        this(new FF4j());
    }

    ChangingFf4j(FF4j ff4j) {
        this.ff4j = ff4j;
        for (String name : names) {
            ff4j.createFeature(name);
        }
    }

    @Override
    boolean isOn(int flag) {
        return ff4j.check(names[flag]);
    }

    @Override
    void set(int flag, boolean on) {
        if (on) {
            ff4j.enable(names[flag]);
        } else {
            ff4j.disable(names[flag]);
        }
    }
}
