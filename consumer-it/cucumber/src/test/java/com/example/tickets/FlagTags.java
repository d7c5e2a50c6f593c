package com.example.tickets;

import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import io.featureflags.test.TestFeatureFlags;

/** Sets flags by the tags of a scenario: {@code @flag:name=value}. */
public class FlagTags {

    private static final String PREFIX = "@flag:";

    private final TestFeatureFlags flags;

    public FlagTags(TestFeatureFlags flags) {
        this.flags = flags;
    }

    @Before
    public void setFlags(Scenario scenario) {
        for (String tag : scenario.getSourceTagNames()) {
            if (tag.startsWith(PREFIX)) {
                String[] flag = tag.substring(PREFIX.length()).split("=", 2);
                flags.set(flag[0], flag[1]);
            }
        }
    }
}
