#!/usr/bin/env bash
# OFREP in Java (dev.openfeature.contrib.providers:ofrep 0.0.2, SDK 1.22.0) and in Node (@openfeature/ofrep-provider 0.1.3,
# ofrep-core 0.1.4, server-sdk 1.23.0), against one server of static answers.
#
# Guess: a time in the context (MutableContext.add(String, Instant), a Date in Node) is sent as ISO 8601 by both.
# Seen: Node sends "1970-01-01T00:00:00.000Z". Java sends nothing: each evaluation is an ERROR with PARSE_ERROR, which blames the
# answer of a server that never got a request. The same context without the time is evaluated.
# Consequence: one attribute of a documented type turns every flag to its default. Send a time as a text.
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
const answers = { beta: [200, { value: true, reason: 'STATIC' }] };
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
import java.time.Instant;

public class Provider {
    public static void main(String[] args) {
        OpenFeatureAPI.getInstance().setProviderAndWait(OfrepProvider.constructProvider(
                OfrepProviderOptions.builder().baseUrl("http://127.0.0.1:" + args[0]).build()));
        var client = OpenFeatureAPI.getInstance().getClient();
        for (var context : new MutableContext[] {new MutableContext("user"), new MutableContext("user").add("since", Instant.EPOCH)}) {
            var details = client.getBooleanDetails("beta", false, context);
            System.out.println("Java: " + details.getValue() + " " + details.getReason() + " " + details.getErrorCode());
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
for (const context of [{ targetingKey: 'user' }, { targetingKey: 'user', since: new Date(0) }]) {
    const details = await client.getBooleanDetails('beta', false, context);
    console.log(`Node: ${details.value} ${details.reason} ${details.errorCode}`);
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
echo "requests:"
cat bodies.txt
[ "$(cat seen.txt)" = 'Java: true STATIC null
Java: false ERROR PARSE_ERROR
Node: true STATIC undefined
Node: true STATIC undefined' ]
[ "$(cat bodies.txt)" = '{"context":{"targetingKey":"user"}}
{"context":{"targetingKey":"user"}}
{"context":{"targetingKey":"user","since":"1970-01-01T00:00:00.000Z"}}' ]
