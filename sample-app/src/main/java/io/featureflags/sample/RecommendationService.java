package io.featureflags.sample;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Service;

/** Says what a user may like. A share of the users is to get the new way first: a canary. */
@Service
public class RecommendationService {

    /**
     * The new recommendations.
     *
     * @param user who looks around; always the same answer for the same user, as long as the flag stays as it is
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
