#!/usr/bin/env bash
# flagd in process: the Java provider (dev.openfeature.contrib.providers:flagd 0.11.15, SDK 1.22.0) and the core of the Node
# provider (@openfeature/flagd-core 4.0.1) evaluate one flag file with targeting rules.
#
# Guess: a rule matches the same contexts in both. If they differ, then about types, and not about an absent attribute.
# Seen:
#   1. {"<": [{"var": "age"}, 18]} and a context without an age: matches in Node (an absent attribute is 0), not in Java.
#   2. {"all": [{"var": "countries"}, ...]} and a context without countries: matches in Node, not in Java.
#   3. {"==": [{"%": [{"var": "age"}, 2]}, 0]} and a context without an age: matches in Node, not in Java.
#   4. sem_ver ">=" "1.2.0" and the version "1.2": matches in Node, not in Java.
#   5. {"!!": [{"var": "tags"}]} and an empty structure: matches in Java, not in Node.
#   6. {">": [{"max": [{"var": "age"}, 3]}, 5]} and the age "18" as a text: matches in Java, not in Node.
# Consequence: "younger than 18" releases a feature to all users of unknown age in one language, and to none in the other.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > make.mjs <<'JS'
import { writeFileSync } from 'node:fs';
const age = { var: 'age' };
const rules = {
    less: { '<': [age, 18] },
    all: { all: [{ var: 'countries' }, { '==': [{ var: '' }, 'DE'] }] },
    even: { '==': [{ '%': [age, 2] }, 0] },
    version: { sem_ver: [{ var: 'version' }, '>=', '1.2.0'] },
    truthy: { '!!': [{ var: 'tags' }] },
    max: { '>': [{ max: [age, 3] }, 5] },
};
const flags = {};
for (const [name, rule] of Object.entries(rules)) {
    flags[name] = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off', targeting: { if: [rule, 'on', 'off'] } };
}
writeFileSync('flags.json', JSON.stringify({ flags }));
writeFileSync('cases.json', JSON.stringify([
    ['less', { age: 17 }], ['less', {}], ['all', { countries: ['DE'] }], ['all', {}], ['even', { age: 4 }], ['even', {}],
    ['version', { version: '1.3.0' }], ['version', { version: '1.2' }], ['truthy', { tags: 'a' }], ['truthy', { tags: {} }],
    ['max', { age: 18 }], ['max', { age: '18' }],
]));
JS
node make.mjs
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>flagd</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>dev.openfeature.contrib.providers</groupId><artifactId>flagd</artifactId><version>0.11.15</version></dependency>
    <dependency><groupId>dev.openfeature</groupId><artifactId>sdk</artifactId><version>1.22.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
cat > Targeting.java <<'JAVA'
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Structure;
import java.io.File;
import java.util.Map;

public class Targeting {
    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws Exception {
        OpenFeatureAPI.getInstance().setProviderAndWait(new FlagdProvider(FlagdOptions.builder()
                .resolverType(Config.Resolver.FILE).offlineFlagSourcePath("flags.json").deadline(60_000).build()));
        var client = OpenFeatureAPI.getInstance().getClient();
        var json = new ObjectMapper();
        for (var one : json.readTree(new File("cases.json"))) {
            Map<String, Object> attributes = json.convertValue(one.get(1), Map.class);
            var context = new ImmutableContext("user", Structure.mapToStructure(attributes).asMap());
            System.out.println(one.get(0).asText() + " " + one.get(1) + " " + client.getBooleanValue(one.get(0).asText(), false, context));
        }
        System.exit(0);
    }
}
JAVA
cat > targeting.mjs <<'JS'
import { FlagdCore } from '@openfeature/flagd-core';
import { readFileSync } from 'node:fs';
const log = { error() {}, warn() {}, info() {}, debug() {} };
const core = new FlagdCore();
core.setConfigurations(readFileSync('flags.json', 'utf8'));
for (const [flag, context] of JSON.parse(readFileSync('cases.json', 'utf8'))) {
    const { value } = core.resolveBooleanEvaluation(flag, false, { targetingKey: 'user', ...context }, log);
    console.log(`${flag} ${JSON.stringify(context)} ${value}`);
}
JS
npm install --silent --no-audit --no-fund --prefix . @openfeature/flagd-core@4.0.1 @openfeature/core@1.12.0 > npm.log
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath
java -cp "$(cat classpath)" Targeting.java > java.txt
node targeting.mjs > node.txt

paste -d ' ' java.txt <(sed 's/.* /Node: /' node.txt) | sed 's/ \(true\|false\) Node/ Java: \1 Node/'
[ "$(sed 's/.* //' java.txt | paste -sd ' ')" = 'true false true false true false true false true true true true' ]
[ "$(sed 's/.* //' node.txt | paste -sd ' ')" = 'true true true true true true true true true false true false' ]
