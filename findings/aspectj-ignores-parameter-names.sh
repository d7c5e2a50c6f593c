#!/usr/bin/env bash
# AspectJ 1.9.25.1 (aspectjtools, aspectjweaver) and an @Aspect that javac compiled with -parameters and without -g:vars.
#
# Guess: the names of parameters in the class file (attribute MethodParameters, which Spring reads) are enough for an advice
# whose only parameter is the ProceedingJoinPoint, since it binds nothing.
# Seen: AspectJ reads the table of local variables alone.
#   1. ajc stops: "Cannot read debug info for @Aspect to handle formal binding in pointcuts".
#   2. The load-time agent reports the same as an error on standard error, and the application runs on unwoven: its exit code
#      is 0 and the advice never runs.
#   3. With argNames = "joinPoint" in the annotation, or with -g:vars, the advice runs.
# Consequence: a library whose jar has no names of local variables states argNames on each advice.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

for artifact in aspectjtools aspectjweaver; do
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
        "-Dartifact=org.aspectj:$artifact:1.9.25.1" "-DoutputDirectory=$work/lib"
done
tools="$work/lib/aspectjtools-1.9.25.1.jar"
weaver="$work/lib/aspectjweaver-1.9.25.1.jar"

mkdir -p app named/META-INF unnamed/META-INF debug/META-INF
cat > Shop.java <<'JAVA'
public class Shop {
    String checkout() {
        return "plain";
    }

    public static void main(String[] args) {
        System.out.println(new Shop().checkout());
    }
}
JAVA
aspect() {
    cat > Advised.java <<JAVA
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;

@Aspect
public class Advised {
    @Around(value = "execution(String Shop.checkout())"$1)
    public Object around(ProceedingJoinPoint joinPoint) throws Throwable {
        return "advised " + joinPoint.proceed();
    }
}
JAVA
    echo '<aspectj><aspects><aspect name="Advised"/></aspects></aspectj>' > "$2/META-INF/aop.xml"
    javac "$3" -parameters -proc:none -cp "$weaver:app" -d "$2" Advised.java
}
javac -g -d app Shop.java
aspect '' unnamed -g:source,lines
aspect ', argNames = "joinPoint"' named -g:source,lines
aspect '' debug -g

failed=0
expect() {
    echo "$1: $2"
    if [[ "$2" != *"$3"* ]]; then
        echo "  expected: $3" >&2
        failed=1
    fi
}

message='Cannot read debug info for @Aspect to handle formal binding in pointcuts'
ajc="$(java -cp "$tools" org.aspectj.tools.ajc.Main -17 -inpath app -aspectpath unnamed -cp "$weaver" -d woven 2>&1 || true)"
expect "ajc, names by -parameters only" "$ajc" "$message"

run() {
    java -javaagent:"$weaver" -cp "app:$1" Shop 2> errors
}
expect "agent, names by -parameters only" "$(run unnamed; echo "exit code $?")" "plain
exit code 0"
expect "  its standard error" "$(head -3 errors)" "$message"
expect "agent, with argNames" "$(run named)" "advised plain"
expect "agent, with -g" "$(run debug)" "advised plain"
exit "$failed"
