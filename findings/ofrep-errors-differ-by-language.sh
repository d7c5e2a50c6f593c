#!/usr/bin/env bash
# OFREP in Java (dev.openfeature.contrib.providers:ofrep 0.0.2, SDK 1.22.0) and in Node (@openfeature/ofrep-provider 0.1.3,
# ofrep-core 0.1.4, server-sdk 1.23.0), against one server of static answers.
#
# Guess: both providers pass the error code of the server on, and take the default of the code where an answer has no value.
# Seen:
#   answer of the server                       | Java              | Node
#   400 {"errorCode": "TARGETING_KEY_MISSING"} | INVALID_CONTEXT   | TARGETING_KEY_MISSING
#   400 {"errorCode": "PARSE_ERROR"}           | INVALID_CONTEXT   | PARSE_ERROR
#   200 {"reason": "DISABLED"} without a value | FLAG_NOT_FOUND    | GENERAL
#   200 {"value": null, "reason": "DISABLED"}  | FLAG_NOT_FOUND    | TYPE_MISMATCH
# Consequence: a missing user and a broken flag look alike in Java, and a server must send a value even with DISABLED.
set -euo pipefail

work="$(mktemp -d)"
server=
trap 'kill $server 2> /dev/null || true; rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>ofrep</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>dev.openfeature.contrib.providers</groupId><artifactId>ofrep</artifactId><version>0.0.2</version></dependency>
    <dependency><groupId>dev.openfeature</groupId><artifactId>sdk</artifactId><version>1.22.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
cat > server.mjs <<'JS'
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
const answers = {
    user: [400, { errorCode: 'TARGETING_KEY_MISSING', errorDetails: 'no user' }],
    parse: [400, { errorCode: 'PARSE_ERROR', errorDetails: 'no JSON' }],
    none: [200, { reason: 'DISABLED' }],
    nothing: [200, { reason: 'DISABLED', value: null }],
};
const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
        console.log(body);
        const key = request.url.split('/').pop();
        const [status, answer] = answers[key];
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ key, ...answer }));
    });
});
server.listen(0, '127.0.0.1', () => writeFileSync('port', `${server.address().port}`));
JS
cat > Provider.java <<'JAVA'
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;

public class Provider {
    public static void main(String[] args) {
        OpenFeatureAPI.getInstance().setProviderAndWait(OfrepProvider.constructProvider(
                OfrepProviderOptions.builder().baseUrl("http://127.0.0.1:" + args[0]).build()));
        var client = OpenFeatureAPI.getInstance().getClient();
        for (String flag : new String[] {"user", "parse", "none", "nothing"}) {
            var details = client.getBooleanDetails(flag, false, new MutableContext("user"));
            System.out.println("Java: " + flag + " " + details.getValue() + " " + details.getReason() + " " + details.getErrorCode());
        }
        System.exit(0);
    }
}
JAVA
cat > provider.mjs <<'JS'
import { OpenFeature } from '@openfeature/server-sdk';
import { OFREPProvider } from '@openfeature/ofrep-provider';
OpenFeature.setLogger({ error() {}, warn() {}, info() {}, debug() {} });
await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl: `http://127.0.0.1:${process.argv[2]}` }));
const client = OpenFeature.getClient();
for (const flag of ['user', 'parse', 'none', 'nothing']) {
    const details = await client.getBooleanDetails(flag, false, { targetingKey: 'user' });
    console.log(`Node: ${flag} ${details.value} ${details.reason} ${details.errorCode}`);
}
process.exit(0);
JS
npm install --silent --no-audit --no-fund --prefix . @openfeature/ofrep-provider@0.1.3 @openfeature/ofrep-core@0.1.4 @openfeature/server-sdk@1.23.0 \
    @openfeature/core@1.12.0 > npm.log
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath
node server.mjs > bodies.txt &
server=$!
until [ -s port ]; do sleep 0.1; done
java -cp "$(cat classpath)" Provider.java "$(cat port)" > seen.txt
node provider.mjs "$(cat port)" >> seen.txt

cat seen.txt
[ "$(cat seen.txt)" = 'Java: user false ERROR INVALID_CONTEXT
Java: parse false ERROR INVALID_CONTEXT
Java: none false ERROR FLAG_NOT_FOUND
Java: nothing false ERROR FLAG_NOT_FOUND
Node: user false ERROR TARGETING_KEY_MISSING
Node: parse false ERROR PARSE_ERROR
Node: none false ERROR GENERAL
Node: nothing false ERROR TYPE_MISMATCH' ]
