package io.featureflags.sample;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;

/** Recommends articles. A share of the users gets the new recommendations first: a canary. */
@Service
public class RecommendationService {

    /**
     * Returns the new recommendations.
     *
     * @param user the customer, who gets the same answer as long as the flag does not change
     * @return the recommendations
     */
    @FeatureToggle(value = "ai_recommendations", fallback = "bestsellers", user = "#user")
    public String recommend(String user) {
        return "new recommendations for " + user;
    }

    String bestsellers(String user) {
        return "legacy recommendations for " + user;
    }
}
