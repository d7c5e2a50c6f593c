package io.featureflags.ofrep;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of OFREP 0.3.0. */
final class OpenApi {

    private final JsonMapper mapper = new JsonMapper();

    private final Map<String, Object> components;

    OpenApi() {
        try (InputStream yaml = new ClassPathResource("ofrep/openapi.yaml").getInputStream()) {
            components = child(new Yaml().load(yaml), "components");
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        // As published, no answer with a value is valid: each matches codeDefaultFlag too, and a whole number
        // floatFlag.
        List<Map<String, Object>> parts =
                parts(child(child(components, "schemas"), "evaluationSuccess").get("allOf"));
        Map<String, Object> types = parts.get(1);
        types.put("anyOf", types.remove("oneOf"));
    }

    /** Returns the violations of a schema. */
    List<Error> violations(String schema, String json) {
        Map<String, Object> root = new HashMap<>(Map.of("components", components));
        root.put("$ref", "#/components/schemas/" + schema);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(mapper.valueToTree(root))
                .validate(json, InputFormat.JSON);
    }

    @SuppressWarnings("unchecked") // The document is known.
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        return (Map<String, Object>) Objects.requireNonNull(parent.get(name));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> parts(@Nullable Object list) {
        return (List<Map<String, Object>>) Objects.requireNonNull(list);
    }
}
