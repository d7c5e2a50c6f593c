#!/usr/bin/env bash
# flagd in process: the Java provider (dev.openfeature.contrib.providers:flagd 0.11.15, SDK 1.22.0) and the core of the Node
# provider (@openfeature/flagd-core 4.0.1) evaluate one flag file.
#
# Guess: both give each user the same side of a "fractional" split, since a flag file is meant for all languages.
# Seen: a split of 50:50 answers differently for 501 of 1,000 plain ASCII users, as two coins would. Each alone is stable.
# Consequence: a user who meets two services in two languages gets the new code in one and the legacy code in the other.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > flags.json <<'JSON'
{"flags": {"beta": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
  "targeting": {"fractional": [["on", 50], ["off", 50]]}}}}
JSON
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
cat > Flagd.java <<'JAVA'
import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;

public class Flagd {
    public static void main(String[] args) {
        var options = FlagdOptions.builder().resolverType(Config.Resolver.FILE)
                .offlineFlagSourcePath("flags.json").deadline(60_000).build();
        OpenFeatureAPI.getInstance().setProviderAndWait(new FlagdProvider(options));
        var client = OpenFeatureAPI.getInstance().getClient();
        for (int i = 0; i < 1000; i++) {
            System.out.println("user_" + i + " " + client.getBooleanValue("beta", false, new ImmutableContext("user_" + i)));
        }
        System.exit(0);
    }
}
JAVA
cat > flagd.mjs <<'JS'
import { FlagdCore } from '@openfeature/flagd-core';
import { readFileSync } from 'node:fs';
const log = { error() {}, warn() {}, info() {}, debug() {} };
const core = new FlagdCore();
core.setConfigurations(readFileSync('flags.json', 'utf8'));
for (let i = 0; i < 1000; i++) {
    console.log(`user_${i} ${core.resolveBooleanEvaluation('beta', false, { targetingKey: `user_${i}` }, log).value}`);
}
JS
npm install --silent --no-audit --no-fund --prefix . @openfeature/flagd-core@4.0.1 @openfeature/core@1.12.0 > npm.log
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath
java -cp "$(cat classpath)" Flagd.java > java.txt
node flagd.mjs > node.txt

differ="$(diff java.txt node.txt | grep -c '^>' || true)"
echo "users: $(wc -l < node.txt), on in Java: $(grep -c true java.txt), on in Node: $(grep -c true node.txt), answered differently: $differ"
[ "$differ" = 501 ]
