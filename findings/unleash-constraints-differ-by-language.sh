#!/usr/bin/env bash
# Unleash in Java (unleash-client-java 12.2.3) and in Node (unleash-client 6.12.1), the same features.
#
# Guess: a constraint matches the same contexts in both, since one specification has test cases for all clients.
# Seen, with the same constraint and context:
#   1. DATE_AFTER and a date without a time, or a time without an offset: matches in Node, never in Java.
#   2. NUM_GT and "11 " (a space) or "0x10": a number in Node, none in Java.
#   3. SEMVER_GT and " 1.2.0" (a space): a version in Node, none in Java.
#   4. remoteAddress with an IPv6 network: matches in Java, never in Node.
#   5. STR_CONTAINS with an empty text: matches all in Java, nothing in Node.
# Consequence: what a rule means depends on the language of the service, so a preview in one does not predict the other.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > features.json <<'JSON'
{"version": 2, "features": [
  {"name": "date", "enabled": true, "strategies": [{"name": "default", "parameters": {}, "constraints": [
    {"contextName": "value", "operator": "DATE_AFTER", "value": "2026-01-01T00:00:00Z"}]}]},
  {"name": "number", "enabled": true, "strategies": [{"name": "default", "parameters": {}, "constraints": [
    {"contextName": "value", "operator": "NUM_GT", "value": "10"}]}]},
  {"name": "version", "enabled": true, "strategies": [{"name": "default", "parameters": {}, "constraints": [
    {"contextName": "value", "operator": "SEMVER_GT", "value": "1.1.9"}]}]},
  {"name": "network", "enabled": true, "strategies": [{"name": "remoteAddress", "parameters": {"IPs": "10.0.0.0/8,2001:db8::/32"}}]},
  {"name": "text", "enabled": true, "strategies": [{"name": "default", "parameters": {}, "constraints": [
    {"contextName": "value", "operator": "STR_CONTAINS", "values": [""]}]}]}]}
JSON
cat > cases.json <<'JSON'
[["date", "2026-02-01T00:00:00Z"], ["date", "2026-02-01"], ["date", "2026-02-01T00:00:00"],
 ["number", "11"], ["number", "11 "], ["number", "0x10"], ["version", "1.2.0"], ["version", " 1.2.0"],
 ["network", "10.1.2.3"], ["network", "2001:db8::1"], ["text", "abc"]]
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
differ="$(diff java.txt node.txt | sed -n "s/^> //p" | paste -sd, || true)"
[ "$differ" = "date '2026-02-01' true,date '2026-02-01T00:00:00' true,number '11 ' true,number '0x10' true,version ' 1.2.0' true,network '2001:db8::1' false,text 'abc' false" ]
