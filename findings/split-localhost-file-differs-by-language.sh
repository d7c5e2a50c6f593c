#!/usr/bin/env bash
# Split (Harness FME) without a server: the Java client (io.split.client:java-client 4.18.2) and the Node client
# (@splitsoftware/splitio 11.11.2) in localhost mode, with the same YAML files.
#
# Guess: both read one file alike, an entry with keys applies its treatment and its config to these keys, and if two entries of a flag
# fit a key, the same one of them counts whether or not they name keys.
# Seen:
#   1. treatment: on (or off) without quotes is a treatment in Node. In Java it is a boolean, the client is never ready, and every
#      flag of the file answers "control".
#   2. A config is kept per treatment, not per entry: if ada and grace have the same treatment, ada gets the config of grace. If the
#      last of such entries has no config, Java gives ada none, and Node gives both the first one's.
#   3. Of two entries that name the same key the last counts; of two entries without keys the first. In both languages.
#   4. keys: [42], a number, fits no user in either language, not even the user "42". keys: 42 does the same in Node, and in Java it
#      stops the whole file as in 1.
# Consequence: quote treatments and keys; do not test per-user configuration with this file, since two users share it by their treatment.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

mkdir files
cat > files/1-unquoted.yaml <<'YAML'
- other:
    treatment: "a"
- flag:
    treatment: on
YAML
cat > files/2-two-configs.yaml <<'YAML'
- flag:
    treatment: "a"
    keys: ["ada"]
    config: "of ada"
- flag:
    treatment: "a"
    keys: ["grace"]
    config: "of grace"
YAML
cat > files/3-last-without.yaml <<'YAML'
- flag:
    treatment: "a"
    keys: ["ada"]
    config: "of ada"
- flag:
    treatment: "a"
    keys: ["grace"]
YAML
cat > files/4-same-key.yaml <<'YAML'
- flag:
    treatment: "a"
    keys: ["ada"]
- flag:
    treatment: "b"
    keys: ["ada"]
YAML
cat > files/5-no-key.yaml <<'YAML'
- flag:
    treatment: "a"
- flag:
    treatment: "b"
YAML
cat > files/6-number-in-list.yaml <<'YAML'
- flag:
    treatment: "a"
    keys: [42]
YAML
cat > files/7-number.yaml <<'YAML'
- other:
    treatment: "a"
- flag:
    treatment: "a"
    keys: 42
YAML
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>split</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>io.split.client</groupId><artifactId>java-client</artifactId><version>4.18.2</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
cat > Client.java <<'JAVA'
import io.split.client.SplitClientConfig;
import io.split.client.SplitFactoryBuilder;
import java.io.File;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

public class Client {
    public static void main(String[] args) throws Exception {
        File[] files = new File("files").getAbsoluteFile().listFiles();
        Arrays.sort(files);
        for (File file : files) {
            var client = SplitFactoryBuilder.build("localhost",
                    SplitClientConfig.builder().splitFile(file.getPath()).setBlockUntilReadyTimeout(2000).build()).client();
            var line = new StringBuilder(file.getName().replace(".yaml", ""));
            try {
                client.blockUntilReady();
            } catch (TimeoutException e) {
                line.append(" not ready");
            }
            for (String flag : new String[] {"flag", "other"}) {
                for (String user : new String[] {"ada", "grace", "42"}) {
                    var result = client.getTreatmentWithConfig(user, flag);
                    line.append(flag.equals("other") && user.equals("ada") ? " | " : " ").append(result.treatment());
                    line.append(result.config() == null ? "" : " (" + result.config() + ")");
                }
            }
            System.out.println(line);
        }
        System.exit(0);
    }
}
JAVA
cat > client.mjs <<'JS'
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { SplitFactory } from '@splitsoftware/splitio';
for (const file of readdirSync('files').sort()) {
    const client = SplitFactory({
        core: { authorizationKey: 'localhost' }, features: resolve('files', file), startup: { readyTimeout: 2 },
    }).client();
    let line = file.replace('.yaml', '');
    await client.ready().catch(() => (line += ' not ready'));
    for (const flag of ['flag', 'other']) {
        for (const user of ['ada', 'grace', '42']) {
            const { treatment, config } = client.getTreatmentWithConfig(user, flag);
            line += `${flag === 'other' && user === 'ada' ? ' | ' : ' '}${treatment}${config ? ` (${config})` : ''}`;
        }
    }
    console.log(line);
}
process.exit(0);
JS
npm install --silent --no-audit --no-fund --prefix . @splitsoftware/splitio@11.11.2 > npm.log
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath
java -cp "$(cat classpath)" Client.java > java.txt
node client.mjs > node.txt

echo "flag for ada, grace and 42 | other for the same"
echo "Java:"
cat java.txt
echo "Node:"
cat node.txt
[ "$(cat java.txt)" = '1-unquoted not ready control control control | control control control
2-two-configs a (of grace) a (of grace) control | control control control
3-last-without a a control | control control control
4-same-key b control control | control control control
5-no-key a a a | control control control
6-number-in-list control control control | control control control
7-number not ready control control control | control control control' ]
[ "$(cat node.txt)" = '1-unquoted on on on | a a a
2-two-configs a (of grace) a (of grace) control | control control control
3-last-without a (of ada) a (of ada) control | control control control
4-same-key b control control | control control control
5-no-key a a a | control control control
6-number-in-list control control control | control control control
7-number control control control | a a a' ]
