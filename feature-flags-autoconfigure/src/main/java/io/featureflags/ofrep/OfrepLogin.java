package io.featureflags.ofrep;

import io.featureflags.EvaluationContext;
import java.util.HashMap;
import java.util.Map;

/**
 * The authenticated user of a request.
 *
 * @param name name of the user
 * @param context context that the server has of the user
 */
public record OfrepLogin(String name, EvaluationContext context) {

    /** Returns the context of a request: the user cannot be another one, and attributes of the server take precedence. */
    EvaluationContext over(EvaluationContext sent) {
        Map<String, Object> attributes = new HashMap<>(sent.attributes());
        attributes.putAll(context.attributes());
        return new EvaluationContext(name, attributes);
    }
}
