#!/usr/bin/env bash
# Statsig's conditions in Java (com.statsig:serversdk 2.2.2) and in Node (statsig-node 6.5.2), evaluated locally from one file of rules.
#
# Guess: shares agree. Differences are likely for numbers and dates as text, user agents, and regular expressions.
# Seen: shares of 50 % have the same users, and the three user agents and the expression that were tried agree, too. But:
#   1. "eq" 5 is true in Java for the Long 5 alone, neither for the Integer nor for the Double. Node takes 5 and the text "5". So a custom
#      field set by an int never equals the number in the console, and "neq" is always true.
#   2. "any" of [5] takes the Integer and the Long in Java, not the Double 5.0, though Node has only one kind of number.
#   3. "before" with the date 2025-06-01, or a date and time without a zone, is always false in Java. Node takes both.
#   4. "version_gte" 2.0 with the number 2.1 is true in Java and false in Node.
#   5. "lt" 5 with an empty text is true in Node (0), false in Java; with "1d" or "1f" true in Java (a literal of Java), false in Node.
# Consequence: give whole numbers as Long in Java, versions as text, and times as text in UTC with "Z", which mean the same in both.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > rules.mjs <<'JS'
import { writeFileSync } from 'node:fs';
const rule = { name: 'rule', id: 'rule', salt: 'rule', returnValue: true, idType: 'userID', groupName: 'rule' };
const gate = (name, condition, passPercentage = 100) => ({
    name, type: 'feature_gate', salt: name, enabled: true, defaultValue: false, idType: 'userID', entity: 'feature_gate', isActive: true,
    rules: [{ ...rule, passPercentage,
        conditions: [{ additionalValues: {}, idType: 'userID', operator: null, field: null, targetValue: null, ...condition }] }],
});
const field = (operator, targetValue) => ({ type: 'user_field', field: 'value', operator, targetValue });
const agent = (name, operator, targetValue) => ({ type: 'ua_based', field: name, operator, targetValue });
writeFileSync('rules.json', JSON.stringify({
    has_updates: true, time: 1, dynamic_configs: [], layer_configs: [], layers: {}, id_lists: {},
    feature_gates: [
        gate('share', { type: 'public' }, 50),
        gate('eq', field('eq', 5)), gate('neq', field('neq', 5)), gate('any', field('any', [5])), gate('lt', field('lt', 5)),
        gate('before', field('before', Date.UTC(2026, 0, 1))), gate('matches', field('str_matches', '^[a-z]+$')),
        gate('version', field('version_gte', '2.0')),
        gate('mac', agent('os_name', 'any', ['Mac OS X'])), gate('safari', agent('browser_name', 'any', ['Mobile Safari'])),
        gate('browser', agent('browser_version', 'version_gte', '100')),
    ],
}));
JS
cat > cases.txt <<'TXT'
eq|int|5
eq|long|5
eq|double|5
eq|text|5
neq|int|5
any|int|5
any|long|5
any|double|5
any|text|5
lt|text|4
lt|text|
lt|text|1d
lt|text|1f
before|text|2025-06-01
before|text|2025-06-01T12:00:00
before|text|2025-06-01T12:00:00Z
before|text|2025-06-01T12:00:00+02:00
before|text|1748779200000
version|text|2
version|text|2.0-beta
version|int|2
version|double|2.1
matches|text|abc
matches|int|5
mac|agent|Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36
browser|agent|Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36
safari|agent|Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1
TXT
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>statsig</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>com.statsig</groupId><artifactId>serversdk</artifactId><version>2.2.2</version></dependency>
  </dependencies>
</project>
XML
cat > Client.java <<'JAVA'
import com.statsig.sdk.Statsig;
import com.statsig.sdk.StatsigOptions;
import com.statsig.sdk.StatsigUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

public class Client {
    static boolean check(String gate, String id, String kind, String text) {
        var user = new StatsigUser(id);
        Map<String, Object> custom = new HashMap<>();
        switch (kind) {
            case "int" -> custom.put("value", Integer.valueOf(text));
            case "long" -> custom.put("value", Long.valueOf(text));
            case "double" -> custom.put("value", Double.valueOf(text));
            case "agent" -> user.setUserAgent(text);
            default -> custom.put("value", text);
        }
        user.setCustom(custom);
        return Statsig.checkGateSync(user, gate, null);
    }

    public static void main(String[] args) throws Exception {
        var options = new StatsigOptions();
        options.setApi("http://127.0.0.1:1/v1");
        options.setInitTimeoutMs(2000L);
        options.setBootstrapValues(Files.readString(Path.of("rules.json")));
        Statsig.initializeAsync("secret-none", options).get();
        var share = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            share.append(check("share", "user" + i, "text", "") ? 1 : 0);
        }
        System.out.println("share|" + share);
        for (String line : Files.readAllLines(Path.of("cases.txt"))) {
            String[] parts = line.split("\\|", -1);
            System.out.println(line + "|" + check(parts[0], "user", parts[1], parts[2]));
        }
        System.exit(0);
    }
}
JAVA
cat > client.mjs <<'JS'
import statsig from 'statsig-node';
import { readFileSync } from 'node:fs';
await statsig.initialize('secret-none', {
    api: 'http://127.0.0.1:1/v1', bootstrapValues: readFileSync('rules.json', 'utf8'), initTimeoutMs: 2000,
    disableDiagnostics: true, disableIdListsSync: true, disableRulesetsSync: true,
});
const check = (gate, userID, kind, text) => statsig.checkGate(
    kind === 'agent' ? { userID, userAgent: text } : { userID, custom: { value: kind === 'text' ? text : Number(text) } }, gate);
let share = '';
for (let i = 0; i < 300; i++) {
    share += (await check('share', `user${i}`, 'text', '')) ? 1 : 0;
}
console.log(`share|${share}`);
for (const line of readFileSync('cases.txt', 'utf8').trimEnd().split('\n')) {
    const [gate, kind, text] = line.split('|');
    console.log(`${line}|${await check(gate, 'user', kind, text)}`);
}
process.exit(0);
JS
npm install --silent --no-audit --no-fund --prefix . statsig-node@6.5.2 > npm.log
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath
node rules.mjs
java -cp "$(cat classpath)" Client.java 2> java.log | grep "|" > java.txt
node client.mjs > node.txt 2> node.log

paste -d "|" java.txt <(sed "s/.*|/Node: /" node.txt) | grep -v "^share" | sed "s/|\([a-z]*\)|Node:/ Java: \1 Node:/"
differ="$(diff java.txt node.txt | sed -n "s/^> //p" | paste -sd " " || true)"
echo "differ: $differ"
[ "$differ" = "eq|int|5|true eq|double|5|true eq|text|5|true neq|int|5|false any|double|5|true lt|text||true lt|text|1d|false lt|text|1f|false\
 before|text|2025-06-01|true before|text|2025-06-01T12:00:00|true version|int|2|false version|double|2.1|false" ]
[ "$(grep -v "^share" java.txt | sed "s/.*|//" | paste -sd " ")" = "false true false false true true true false true true false true true\
 false false true true true true true true true true false true true true" ]
grep "^share|.*01.*10" java.txt > /dev/null
