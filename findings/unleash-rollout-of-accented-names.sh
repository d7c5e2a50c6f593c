#!/usr/bin/env bash
# Unleash in Java (unleash-client-java 12.2.3) and in Node (unleash-client 6.12.1), the same features.
#
# Guess: a user is on the same side of a gradual rollout in both, since both hash with murmur3 and share a specification.
# Seen: they agree for every name in ASCII, and for names with an accent only by chance. The Node client hashes the low byte of
# each UTF-16 unit, the Java client the bytes of UTF-8.
# Consequence: a rollout by name or email gives Björn the new code in one service and the legacy code in the other.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > features.json <<'JSON'
{"version": 2, "features": [{"name": "beta", "type": "release", "enabled": true, "strategies": [{"name": "flexibleRollout",
  "parameters": {"rollout": "50", "stickiness": "userId", "groupId": "beta"}, "constraints": []}]}]}
JSON
cat > cases.json <<'JSON'
[["beta", "ada"], ["beta", "grace"], ["beta", "alan"], ["beta", "linus"], ["beta", "user_1"], ["beta", "user_2"],
 ["beta", "jürgen"], ["beta", "søren"], ["beta", "mária"], ["beta", "josé"], ["beta", "björn"], ["beta", "zoé"]]
JSON
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>unleash</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>io.getunleash</groupId><artifactId>unleash-client-java</artifactId><version>12.2.3</version></dependency>
    <dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId><version>2.13.2</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
cat > Client.java <<'JAVA'
import com.google.gson.JsonParser;
import io.getunleash.DefaultUnleash;
import io.getunleash.UnleashContext;
import io.getunleash.util.UnleashConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

public class Client {
    public static void main(String[] args) throws Exception {
        String features = Files.readString(Path.of("features.json"));
        var unleash = new DefaultUnleash(UnleashConfig.builder().appName("example").unleashAPI("http://127.0.0.1:1/api")
                .backupFile(Path.of("backup.json").toAbsolutePath().toString())
                .toggleBootstrapProvider(() -> Optional.of(features)).disablePolling().disableMetrics().build());
        for (var one : JsonParser.parseString(Files.readString(Path.of("cases.json"))).getAsJsonArray()) {
            String flag = one.getAsJsonArray().get(0).getAsString();
            String value = one.getAsJsonArray().get(1).getAsString();
            var context = UnleashContext.builder().userId(value).remoteAddress(value).addProperty("value", value).build();
            System.out.println(flag + " '" + value + "' " + unleash.isEnabled(flag, context));
        }
        System.exit(0);
    }
}
JAVA
cat > client.mjs <<'JS'
import client from 'unleash-client';
import { readFileSync } from 'node:fs';
const unleash = new client.Unleash({
    appName: 'example', url: 'http://127.0.0.1:1/api', refreshInterval: 0, disableMetrics: true,
    storageProvider: new client.InMemStorageProvider(),
    bootstrap: { data: JSON.parse(readFileSync('features.json', 'utf8')).features },
});
unleash.on('error', () => {});
await new Promise((ready) => unleash.once('ready', ready));
for (const [flag, value] of JSON.parse(readFileSync('cases.json', 'utf8'))) {
    const context = { userId: value, remoteAddress: value, properties: { value } };
    console.log(`${flag} '${value}' ${unleash.isEnabled(flag, context)}`);
}
process.exit(0);
JS
npm install --silent --no-audit --no-fund --prefix . unleash-client@6.12.1 > npm.log
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath
java -cp "$(cat classpath)" Client.java > java.txt
node client.mjs > node.txt

paste -d " " java.txt <(sed "s/.* /Node: /" node.txt) | sed "s/' \(true\|false\)/' Java: \1/"
differ="$(diff java.txt node.txt | sed -n "s/^> beta '\(.*\)' .*/\1/p" | paste -sd, || true)"
echo "answered differently: $differ"
[ "$differ" = "jürgen,søren,mária,josé,björn" ]
