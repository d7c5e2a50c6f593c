#!/usr/bin/env bash
# Optimizely in Java (com.optimizely.ab:core-api 4.2.2) with each JSON library that it finds by itself: Gson 2.13.2, Jackson 2.20.1,
# org.json 20250517 and json-simple 1.1.1. One datafile, one program; only the class path differs.
#
# Guess: the library is an implementation detail of reading the datafile, so decisions and variables are the same with all four.
# Seen:
#   1. A condition with a decimal (plan "exact" 18.5, age "gt" 10.5) holds for the plan 18.5 and the age 11 with three of them. With
#      org.json neither it nor its "not" holds: both are unknown.
#   2. The number 1 in a variable of type JSON is a Double with Gson, an Integer with Jackson and org.json, a Long with json-simple.
#   3. null in such a variable is no null with org.json, but an object of its class Null.
#   4. The text of the variables loses an entry whose value is null with Gson.
#   5. With Gson and Jackson on the class path, Gson is taken.
# Consequence: a dependency that brings Gson turns (Integer) map.get("limit") into a ClassCastException, and a service with org.json
# alone releases nothing by a decimal. Choose the JSON library yourself, and read numbers as Number.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>optimizely</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>2.20.1</version></dependency>
    <dependency><groupId>com.optimizely.ab</groupId><artifactId>core-api</artifactId><version>4.2.2</version></dependency>
    <dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId><version>2.13.2</version></dependency>
    <dependency><groupId>org.json</groupId><artifactId>json</artifactId><version>20250517</version></dependency>
    <dependency><groupId>com.googlecode.json-simple</groupId><artifactId>json-simple</artifactId><version>1.1.1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
cat > Make.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

public class Make {
    public static void main(String[] args) throws Exception {
        String exact = "{\"name\": \"plan\", \"type\": \"custom_attribute\", \"match\": \"exact\", \"value\": 18.5}";
        String greater = "{\"name\": \"age\", \"type\": \"custom_attribute\", \"match\": \"gt\", \"value\": 10.5}";
        String[] conditions = {"[\"or\", %s]".formatted(exact), "[\"not\", %s]".formatted(exact),
                "[\"or\", %s]".formatted(greater), "[\"not\", %s]".formatted(greater)};
        String[] keys = {"exact", "not-exact", "greater", "not-greater"};
        var audiences = new ArrayList<String>();
        var flags = new ArrayList<String>();
        var rollouts = new ArrayList<String>();
        for (int i = 0; i < keys.length; i++) {
            audiences.add("{\"id\": \"a%d\", \"name\": \"%s\", \"conditions\": %s}".formatted(i, keys[i], conditions[i]));
            flags.add("""
                    {"id": "f%d", "key": "%s", "rolloutId": "r%d", "experimentIds": [], "variables": [{"id": "v%d", "key": "json",
                    "type": "string", "subType": "json", "defaultValue": "{\\"limit\\": 1, \\"none\\": null}"}]}"""
                    .formatted(i, keys[i], i, i));
            rollouts.add("""
                    {"id": "r%1$d", "experiments": [{"id": "e%1$d", "key": "e%1$d", "status": "Running", "layerId": "r%1$d",
                    "audienceIds": ["a%1$d"], "forcedVariations": {}, "trafficAllocation": [{"entityId": "o%1$d", "endOfRange": 10000}],
                    "variations": [{"id": "o%1$d", "key": "on", "featureEnabled": true, "variables": []}]}]}""".formatted(i));
        }
        Files.writeString(Path.of("datafile.json"), """
                {"version": "4", "projectId": "1", "accountId": "1", "revision": "1", "anonymizeIP": true, "botFiltering": false,
                "sdkKey": "none", "environmentKey": "example", "experiments": [], "groups": [], "events": [], "variables": [],
                "audiences": [], "attributes": [{"id": "1", "key": "plan"}, {"id": "2", "key": "age"}],
                "typedAudiences": %s, "featureFlags": %s, "rollouts": %s}""".formatted(audiences, flags, rollouts));
    }
}
JAVA
cat > Client.java <<'JAVA'
import com.optimizely.ab.Optimizely;
import com.optimizely.ab.config.parser.DefaultConfigParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

public class Client {
    public static void main(String[] args) throws Exception {
        var optimizely = Optimizely.builder().withDatafile(Files.readString(Path.of("datafile.json"))).build();
        var user = optimizely.createUserContext("user", Map.of("plan", 18.5, "age", 11));
        var line = new StringBuilder(DefaultConfigParser.getInstance().getClass().getSimpleName().replace("ConfigParser", ""));
        for (String key : new String[] {"exact", "not-exact", "greater", "not-greater"}) {
            line.append(' ').append(key).append('=').append(user.decide(key).getEnabled());
        }
        var variables = user.decide("exact").getVariables();
        var json = new TreeMap<>((Map<?, ?>) variables.toMap().get("json"));
        json.forEach((key, value) -> line.append(' ').append(key).append('=')
                .append(value == null ? "null" : value.getClass().getSimpleName()));
        System.out.println(line + (variables.toString().contains("none") ? " kept" : " lost"));
        System.exit(0);
    }
}
JAVA
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath
java Make.java
with() {
    java -cp "$(tr ':' '\n' < classpath | grep -E "/($1|core-api|slf4j)[^/]*\.jar$" | paste -sd:)" Client.java
}
for library in gson jackson json-2 json-simple 'gson|jackson'; do
    with "$library"
done > seen.txt

cat seen.txt
[ "$(cat seen.txt)" = 'Gson exact=true not-exact=false greater=true not-greater=false limit=Double none=null lost
Jackson exact=true not-exact=false greater=true not-greater=false limit=Integer none=null kept
Json exact=false not-exact=false greater=false not-greater=false limit=Integer none=Null kept
JsonSimple exact=true not-exact=false greater=true not-greater=false limit=Long none=null kept
Gson exact=true not-exact=false greater=true not-greater=false limit=Double none=null lost' ]
