#!/usr/bin/env bash
# OpenFeature's SDK in Java (dev.openfeature:sdk 1.22.0) and in Node (@openfeature/server-sdk 1.23.0, core 1.12.0) with the provider
# in memory that each of them has.
#
# Guess: hooks of one level run "before" in the order in which they were added, and the event that both SDKs make of an evaluation
# for OpenTelemetry has the same attributes.
# Seen:
#   1. Before, Java runs the hooks of one level from the last to the first, Node from the first to the last: a2 a1 c2 c1 i2 i1
#      against a1 a2 c1 c2 i1 i2. If two hooks set one attribute, the provider gets the value of the first in Java, of the last in Node.
#   2. error.type of an unknown flag is FLAG_NOT_FOUND in Java, flag_not_found in Node.
#   3. The message of the error is feature_flag.evaluation.error.message in Java, error.message in Node.
#   4. If the answer has a variant, Java has no feature_flag.result.value, and Node has it.
#   5. If the evaluator of a flag throws, the provider in memory answers with the default variant and no error in Java, and with the
#      caller's default and GENERAL in Node.
# Consequence: hooks that build on one another are added in another order in each language, a query over the events of both has to
# know both names, and a Java test with the provider in memory does not see that its evaluator failed.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>hooks</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>dev.openfeature</groupId><artifactId>sdk</artifactId><version>1.22.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
cat > Sdk.java <<'JAVA'
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.FlagEvaluationOptions;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.HookContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Telemetry;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

public class Sdk {
    static final List<String> order = new ArrayList<>();

    record Named(String name) implements Hook<Boolean> {
        @Override
        public Optional<EvaluationContext> before(HookContext<Boolean> context, Map<String, Object> hints) {
            order.add(name);
            return Optional.of(new ImmutableContext(Map.of("plan", new Value(name))));
        }
    }

    static final class Events implements Hook<Boolean> {
        @Override
        public void finallyAfter(HookContext<Boolean> context, FlagEvaluationDetails<Boolean> details, Map<String, Object> hints) {
            var event = new TreeMap<>(Telemetry.createEvaluationEvent(context, details).getAttributes());
            event.keySet().removeIf(key -> !key.contains("error") && !key.contains("result"));
            event.replaceAll((key, value) -> key.endsWith("message") ? "..." : value);
            System.out.println("event of " + context.getFlagKey() + " " + event.toString().replaceAll("[{}]", ""));
        }
    }

    static Flag<?> flag(dev.openfeature.sdk.providers.memory.ContextEvaluator<Boolean> evaluator) {
        return Flag.<Boolean>builder().variant("on", true).variant("off", false).defaultVariant("on").contextEvaluator(evaluator).build();
    }

    public static void main(String[] args) throws Exception {
        var api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait(new InMemoryProvider(Map.of("plain", flag(null),
                "plan", flag((flag, context) -> {
                    System.out.println("the provider gets " + context.getValue("plan").asString());
                    return true;
                }),
                "broken", flag((flag, context) -> {
                    throw new IllegalStateException("example");
                }))));
        var options = FlagEvaluationOptions.builder().hook(new Events()).build();
        for (String key : new String[] {"plain", "unknown"}) {
            api.getClient().getBooleanValue(key, false, new ImmutableContext("user"), options);
        }
        var broken = api.getClient().getBooleanDetails("broken", false);
        System.out.println("broken " + broken.getValue() + " " + broken.getReason() + " " + broken.getErrorCode());
        api.addHooks(new Named("a1"), new Named("a2"));
        var client = api.getClient();
        client.addHooks(new Named("c1"), new Named("c2"));
        client.getBooleanValue("plan", false, new ImmutableContext("user"),
                FlagEvaluationOptions.builder().hook(new Named("i1")).hook(new Named("i2")).build());
        System.out.println("before " + String.join(" ", order));
        System.exit(0);
    }
}
JAVA
cat > sdk.mjs <<'JS'
import { createEvaluationEvent } from '@openfeature/core';
import { InMemoryProvider, OpenFeature } from '@openfeature/server-sdk';
OpenFeature.setLogger({ error() {}, warn() {}, info() {}, debug() {} });
const flag = (contextEvaluator) => ({ variants: { on: true, off: false }, defaultVariant: 'on', disabled: false, contextEvaluator });
await OpenFeature.setProviderAndWait(new InMemoryProvider({
    plain: flag(),
    plan: flag((context) => {
        console.log(`the provider gets ${context.plan}`);
        return 'on';
    }),
    broken: flag(() => {
        throw new Error('example');
    }),
}));
const events = {
    finally(context, details) {
        const event = Object.entries(createEvaluationEvent(context, details).attributes)
            .filter(([key]) => key.includes('error') || key.includes('result')).sort()
            .map(([key, value]) => `${key}=${key.endsWith('message') ? '...' : value}`);
        console.log(`event of ${context.flagKey} ${event.join(', ')}`);
    },
};
const order = [];
const named = (name) => ({
    before() {
        order.push(name);
        return { plan: name };
    },
});
for (const key of ['plain', 'unknown']) {
    await OpenFeature.getClient().getBooleanValue(key, false, { targetingKey: 'user' }, { hooks: [events] });
}
const broken = await OpenFeature.getClient().getBooleanDetails('broken', false);
console.log(`broken ${broken.value} ${broken.reason} ${broken.errorCode}`);
OpenFeature.addHooks(named('a1'), named('a2'));
const client = OpenFeature.getClient();
client.addHooks(named('c1'), named('c2'));
await client.getBooleanValue('plan', false, { targetingKey: 'user' }, { hooks: [named('i1'), named('i2')] });
console.log(`before ${order.join(' ')}`);
process.exit(0);
JS
npm install --silent --no-audit --no-fund --prefix . @openfeature/server-sdk@1.23.0 @openfeature/core@1.12.0 > npm.log
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath
java -cp "$(cat classpath)" Sdk.java > java.txt
node sdk.mjs > node.txt

echo "Java:"
cat java.txt
echo "Node:"
cat node.txt
[ "$(cat java.txt)" = 'event of plain feature_flag.result.reason=static, feature_flag.result.variant=on
event of unknown error.type=FLAG_NOT_FOUND, feature_flag.evaluation.error.message=..., feature_flag.result.reason=error, feature_flag.result.value=false
broken true DEFAULT null
the provider gets i1
before a2 a1 c2 c1 i2 i1' ]
[ "$(cat node.txt)" = 'event of plain feature_flag.result.reason=static, feature_flag.result.value=true, feature_flag.result.variant=on
event of unknown error.message=..., error.type=flag_not_found, feature_flag.result.reason=error, feature_flag.result.value=false
broken false ERROR GENERAL
the provider gets i2
before a1 a2 c1 c2 i1 i2' ]
