#!/usr/bin/env bash
# Spring Framework 7.0.10 (spring-context) and the Java SDK of OpenFeature 1.22.0: the API as a bean of two contexts in one JVM.
#
# Guess: OpenFeatureAPI.getInstance() as the result of a @Bean method is only a reference to the singleton. It is no AutoCloseable,
# so closing one context leaves the providers of the other one alone.
# Seen: Spring infers the destroy method of a bean by name, "close" or "shutdown", and OpenFeatureAPI has a public shutdown().
# Closing the first context shuts down the provider of the second one: its clients answer with the default of the caller and
# PROVIDER_NOT_READY from then on. With @Bean(destroyMethod = "") they keep their answers.
# Consequence: with a cache of test contexts, or with parent and child contexts, the first context that ends switches off all flags.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>openfeature</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-context</artifactId><version>7.0.10</version></dependency>
    <dependency><groupId>dev.openfeature</groupId><artifactId>sdk</artifactId><version>1.22.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

cat > Run.java <<'JAVA'
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

public class Run {

    @Configuration
    static class Inferred {
        @Bean
        OpenFeatureAPI api() {
            return OpenFeatureAPI.getInstance();
        }
    }

    @Configuration
    static class Kept {
        @Bean(destroyMethod = "")
        OpenFeatureAPI api() {
            return OpenFeatureAPI.getInstance();
        }
    }

    public static void main(String[] arguments) {
        show(Kept.class);
        show(Inferred.class);
        System.exit(0);
    }

    private static void show(Class<?> configuration) {
        AnnotationConfigApplicationContext first = new AnnotationConfigApplicationContext(configuration);
        AnnotationConfigApplicationContext second = new AnnotationConfigApplicationContext(configuration);
        OpenFeatureAPI api = second.getBean(OpenFeatureAPI.class);
        Flag<?> flag = Flag.builder().variant("on", true).variant("off", false).defaultVariant("on").build();
        api.setProviderAndWait(new InMemoryProvider(Map.of("checkout", flag)));
        String before = answer(api);
        first.close();
        System.out.println(configuration.getSimpleName() + ": " + before + ", then " + answer(api));
        second.close();
    }

    private static String answer(OpenFeatureAPI api) {
        FlagEvaluationDetails<Boolean> details = api.getClient().getBooleanDetails("checkout", false);
        return details.getValue() + " " + details.getReason() + " " + details.getErrorCode();
    }
}
JAVA
javac -proc:none -cp 'lib/*' Run.java
output="$(java -cp 'lib/*:.' Run)"
echo "$output"
expected='Kept: true STATIC null, then true STATIC null
Inferred: true STATIC null, then false ERROR PROVIDER_NOT_READY'
if [ "$output" != "$expected" ]; then
    echo "expected:" >&2
    echo "$expected" >&2
    exit 1
fi
