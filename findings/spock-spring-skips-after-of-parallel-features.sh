#!/usr/bin/env bash
# Spock 2.4-groovy-5.0 (spock-core, spock-spring) with spring-test 7.0.2, Groovy 5.0.3 and the console of JUnit Platform 6.0.1.
#
# Guess: if features of one specification run in parallel, a TestExecutionListener of Spring gets afterTestMethod for each feature
# for which it got beforeTestMethod, as it does if they run in turn.
# Seen: in turn 83 before and 83 after; in parallel 83 before, and 56, 69 and 59 after in three runs. All features passed, and nothing
# was logged.
# Consequence: what a listener ends after a test stays: transactions are not rolled back, mocks are not reset, bound threads keep
# their state. Run specifications in parallel, and the features of each in one thread.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>spec</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.spockframework</groupId><artifactId>spock-spring</artifactId><version>2.4-groovy-5.0</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-test</artifactId><version>7.0.2</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-context</artifactId><version>7.0.2</version></dependency>
    <dependency><groupId>org.apache.groovy</groupId><artifactId>groovy</artifactId><version>5.0.3</version></dependency>
    <dependency><groupId>org.junit.platform</groupId><artifactId>junit-platform-engine</artifactId><version>6.0.1</version></dependency>
    <dependency><groupId>org.junit.platform</groupId><artifactId>junit-platform-launcher</artifactId><version>6.0.1</version></dependency>
    <dependency><groupId>org.junit.platform</groupId><artifactId>junit-platform-console</artifactId><version>6.0.1</version></dependency>
  </dependencies>
</project>
XML
cat > Spec.groovy <<'GROOVY'
import java.util.concurrent.atomic.AtomicInteger
import org.springframework.context.annotation.Configuration
import org.springframework.test.context.ContextConfiguration
import org.springframework.test.context.TestContext
import org.springframework.test.context.TestExecutionListener
import org.springframework.test.context.TestExecutionListeners
import spock.lang.Specification

class Counter implements TestExecutionListener {
    static final AtomicInteger before = new AtomicInteger()
    static final AtomicInteger after = new AtomicInteger()
    void beforeTestMethod(TestContext context) { before.incrementAndGet() }
    void afterTestMethod(TestContext context) { after.incrementAndGet() }
    void afterTestClass(TestContext context) { println "features ${before.get()} before, ${after.get()} after" }
}

@ContextConfiguration(classes = Empty)
@TestExecutionListeners(listeners = Counter, mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
class Spec extends Specification {
    @Configuration
    static class Empty {}

    def "feature #number"() {
        expect:
        Thread.sleep(5)
        number > 0
        where:
        number << (1..40)
    }
GROOVY
for feature in $(seq 43); do
    echo "    def feature$feature() { expect: Thread.sleep(5); true }" >> Spec.groovy
done
echo "}" >> Spec.groovy

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=class-path
class_path="$(cat class-path)"
mkdir classes
java -cp "$class_path" org.codehaus.groovy.tools.FileSystemCompiler -d classes -cp "$class_path" Spec.groovy

run() {
    echo "runner { parallel { enabled $1; fixed(8) } }" > spock.groovy
    java "-Dspock.configuration=$PWD/spock.groovy" -cp "classes:$class_path" org.junit.platform.console.ConsoleLauncher execute \
        -c Spec --disable-banner --details=none > output 2>&1 || { cat output; exit 1; }
    grep '^features' output
}
run false | tee in-turn
run true | tee parallel
grep -q 'features 83 before, 83 after' in-turn
grep -q 'features 83 before' parallel
! grep -q '83 after' parallel
