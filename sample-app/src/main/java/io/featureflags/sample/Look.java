package io.featureflags.sample;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

/** The look of the page: dark while the flag {@code new_ui_layout} is on. */
@Component
public class Look {

    private static final String BOTH = """
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8884; }
            .new { color: #1a9850; font-weight: 600; }
            """;

    /**
     * Returns the new look.
     *
     * @return a stylesheet
     */
    @FeatureToggle(value = "new_ui_layout", fallback = "light")
    public String stylesheet() {
        return BOTH + "body { background: #14161d; color: #e6e6ea; }";
    }

    String light() {
        return BOTH + "body { background: #ffffff; color: #1d1d22; }";
    }
}
