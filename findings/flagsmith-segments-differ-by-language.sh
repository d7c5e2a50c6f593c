#!/usr/bin/env bash
# Flagsmith's local evaluation in Java (flagsmith-java-client 7.4.3) and in Node (flagsmith-nodejs 8.1.2): the same environment.
#
# Guess: a segment with one condition on a trait holds for the same identities in both; types are converted alike.
# Seen:
#   1. EQUAL "true" and the trait 18, a number: Java throws a ClassCastException from getIdentityFlags, so that one trait takes
#      all flags from an identity. Node: no match.
#   2. EQUAL "18" and the trait true: matches in Node. Java: ClassCastException.
#   3. EQUAL "18" and the trait "18.0", EQUAL "true" and the trait "True": matches in Java, not in Node.
#   4. GREATER_THAN "10" and the trait "5.0": matches in Node, which compares texts here. Not in Java.
#   5. GREATER_THAN "1.2.0:semver" and the trait "v1.3.0": matches in Node, not in Java.
# Consequence: who is in a segment depends on the language, and a trait of another type than its condition stops all flags.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > make.mjs <<'JS'
import { writeFileSync, mkdirSync } from 'node:fs';
const cases = [
    ['EQUAL', '18', 18], ['EQUAL', 'true', 18], ['EQUAL', '18', true], ['EQUAL', '18', '18.0'], ['EQUAL', 'true', 'True'],
    ['GREATER_THAN', '10', '5.0'], ['GREATER_THAN', '1.2.0:semver', 'v1.3.0'], ['GREATER_THAN', '1.2.0:semver', '1.3.0'],
];
const state = (enabled, id) => ({
    feature: { id: 1, name: 'beta', type: 'STANDARD' }, enabled, django_id: id, featurestate_uuid: `uuid-${id}`,
    feature_state_value: null, multivariate_feature_state_values: [],
});
cases.forEach(([operator, value], i) => writeFileSync(`environment-${i}.json`, JSON.stringify({
    id: 1, api_key: 'none', name: 'example', feature_states: [state(false, 1)], identity_overrides: [],
    project: {
        id: 1, name: 'shop', hide_disabled_flags: false,
        organisation: { id: 1, name: 'example', feature_analytics: false, stop_serving_flags: false, persist_trait_data: true },
        segments: [{
            id: 1, name: 'segment', feature_states: [state(true, 2)],
            rules: [{ type: 'ALL', rules: [], conditions: [{ operator, property_: 'trait', value }] }],
        }],
    },
})));
writeFileSync('cases.json', JSON.stringify(cases));
JS
node make.mjs
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>flagsmith</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>com.flagsmith</groupId><artifactId>flagsmith-java-client</artifactId><version>7.4.3</version></dependency>
  </dependencies>
</project>
XML
cat > Segments.java <<'JAVA'
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flagsmith.FlagsmithClient;
import com.flagsmith.MapperFactory;
import com.flagsmith.config.FlagsmithConfig;
import com.flagsmith.flagengine.environments.EnvironmentModel;
import java.io.File;
import java.util.Map;

public class Segments {
    public static void main(String[] args) throws Exception {
        var cases = new ObjectMapper().readTree(new File("cases.json"));
        for (int i = 0; i < cases.size(); i++) {
            var environment = MapperFactory.getMapper().readValue(new File("environment-" + i + ".json"), EnvironmentModel.class);
            var client = FlagsmithClient.newBuilder().setApiKey("none").withConfiguration(FlagsmithConfig.newBuilder()
                    .withOfflineMode(true).withOfflineHandler(() -> environment).build()).build();
            Object trait = new ObjectMapper().convertValue(cases.get(i).get(2), Object.class);
            String seen;
            try {
                seen = String.valueOf(client.getIdentityFlags("user", Map.of("trait", trait)).isFeatureEnabled("beta"));
            } catch (RuntimeException ex) {
                seen = ex.getClass().getSimpleName();
            }
            System.out.println(cases.get(i) + " " + seen);
        }
        System.exit(0);
    }
}
JAVA
cat > segments.mjs <<'JS'
import { Flagsmith, LocalFileHandler } from 'flagsmith-nodejs';
import { readFileSync } from 'node:fs';
for (const [i, one] of JSON.parse(readFileSync('cases.json', 'utf8')).entries()) {
    const client = new Flagsmith({ offlineMode: true, offlineHandler: new LocalFileHandler(`environment-${i}.json`) });
    const flags = await client.getIdentityFlags('user', { trait: one[2] });
    console.log(`${JSON.stringify(one)} ${flags.isFeatureEnabled('beta')}`);
}
JS
npm install --silent --no-audit --no-fund --prefix . flagsmith-nodejs@8.1.2 > npm.log
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath
java -cp "$(cat classpath)" Segments.java > java.txt 2> errors.txt
node segments.mjs > node.txt

paste -d ' ' java.txt <(sed 's/.* /Node: /' node.txt) | sed 's/\] /] Java: /'
[ "$(sed 's/.*\] //' java.txt | paste -sd ' ')" = 'true ClassCastException ClassCastException true true false false true' ]
[ "$(sed 's/.*\] //' node.txt | paste -sd ' ')" = 'true false true false false true true true' ]
