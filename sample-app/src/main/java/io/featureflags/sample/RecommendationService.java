package io.featureflags.sample;

import io.featureflags.FeatureToggle;
import io.featureflags.ShadowComparator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Recommends articles. A share of the users gets the new recommendations first: a canary. */
@Service
public class RecommendationService implements ShadowComparator {

    private static final String FLAG = "ai_recommendations";

    /**
     * Returns the new recommendations.
     *
     * @param user the customer, who gets the same answer as long as the flag does not change
     * @return the recommendations
     */
    @FeatureToggle(value = FLAG, fallback = "bestsellers", user = "#user", shadow = true)
    public String recommend(String user) {
        return "new recommendations for " + user;
    }

    String bestsellers(String user) {
        return "legacy recommendations for " + user;
    }

    @Override
    public String flag() {
        return FLAG;
    }

    /** Compares what follows the first word, which names the code. */
    @Override
    public boolean same(@Nullable Object legacy, @Nullable Object next) {
        return withoutFirstWord(legacy).equals(withoutFirstWord(next));
    }

    private static String withoutFirstWord(@Nullable Object recommendations) {
        String text = String.valueOf(recommendations);
        return text.substring(text.indexOf(' ') + 1);
    }
}
