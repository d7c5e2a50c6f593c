package io.featureflags.toggle.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.util.ClassUtils;

/**
 * Finds, in the byte code of a class, the calls of its own toggled methods on {@code this}. It reads the class, its
 * super-classes, its interfaces with their default methods, and the inner, local and anonymous classes of all of these.
 *
 * <p>The result is an approximation. It contains a call if the receiver is {@code this} on every path to it from above. This
 * includes calls in lambdas and method references, through local variables, on the outer object of an inner class, and on
 * the parameter by which Kotlin's lambdas and local functions get the object. It does not contain a call on {@code this}
 * from a field, another parameter or a method's result, which may be another bean of the class, such as the injected proxy. Calls inside {@code FeatureFlags.route} are left out, and so are methods that call
 * themselves, as the flag has already been evaluated for them. The calls of a method that is overridden, and not called
 * through {@code super}, are left out as well.
 *
 * <p>A class is skipped if its class file is missing or of an unknown version.
 */
public final class SelfInvocations {

    private static final Log logger = LogFactory.getLog(SelfInvocations.class);

    private SelfInvocations() {}

    /**
     * Finds the calls.
     *
     * @param type class of a bean, without its proxies
     * @param toggled toggled methods of the class
     * @return the calls, in the order of the class files and their lines; empty if there are none, or if no class file
     *     could be read
     */
    public static List<SelfCall> in(Class<?> type, List<Method> toggled) {
        List<SelfCall> calls = new ArrayList<>();
        if (toggled.isEmpty()) {
            return calls;
        }
        try {
            ToggledMethodIndex methods = ToggledMethodIndex.of(type, toggled);
            Set<String> superCalls = new HashSet<>();
            Set<String> overridden = new HashSet<>();
            for (Class<?> part : methods.hierarchy()) { // From the class itself upwards.
                if (part == Object.class) {
                    continue; // It calls hashCode alone, which cannot be toggled.
                }
                for (SelfCall call : inFilesOf(part, methods, superCalls)) {
                    List<String> around = methodsAround(call, part);
                    if (around.isEmpty() // Code of a constructor or an inner class.
                            || around.stream().anyMatch(key -> !overridden.contains(key) || superCalls.contains(key))) {
                        calls.add(call);
                    }
                }
                for (Method method : part.getDeclaredMethods()) {
                    if ((method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0) {
                        overridden.add(ToggledMethodIndex.key(method));
                    }
                }
            }
        } catch (LinkageError ex) {
            logger.debug("Skipped the search for calls of toggled methods in " + type.getName(), ex);
        }
        return calls;
    }

    /** Returns the method of a class that has the call in its source; those of the same name for a call in a lambda. */
    private static List<String> methodsAround(SelfCall call, Class<?> part) {
        StackTraceElement place = call.place();
        if (!place.getClassName().equals(part.getName())) {
            return List.of();
        }
        return call.isInLambda()
                ? Arrays.stream(part.getDeclaredMethods())
                        .filter(method -> method.getName().equals(place.getMethodName()))
                        .map(ToggledMethodIndex::key)
                        .toList()
                : List.of(call.caller());
    }

    private static List<SelfCall> inFilesOf(Class<?> part, ToggledMethodIndex methods, Set<String> superCalls) {
        @Nullable ClassLoader loader = part.getClassLoader(); // Null for classes of the JDK, such as Iterable.
        List<SelfCall> calls = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> names = new ArrayDeque<>(List.of(ClassUtils.convertClassNameToResourcePath(part.getName())));
        while (!names.isEmpty()) {
            String name = names.remove();
            if (seen.add(name)) {
                SelfParameters parameters = new SelfParameters();
                SelfCallReader reader;
                boolean found;
                do { // A body that gets the object as an argument may be in the file before the call of it.
                    reader = new SelfCallReader(methods, seen.size() == 1, parameters);
                    found = read(loader, name, reader);
                } while (parameters.haveGrown());
                if (found) {
                    calls.addAll(reader.calls());
                    superCalls.addAll(reader.superCalls());
                    names.addAll(reader.innerClasses());
                }
            }
        }
        return calls;
    }

    /** Reads one class file. A file that cannot be read is skipped, since a diagnosis must never stop the start. */
    private static boolean read(@Nullable ClassLoader loader, String name, SelfCallReader reader) {
        String path = name + ClassUtils.CLASS_FILE_SUFFIX;
        try (@Nullable
                InputStream file = loader == null
                        ? ClassLoader.getSystemResourceAsStream(path)
                        : loader.getResourceAsStream(path)) {
            if (file == null) {
                return false;
            }
            new ClassReader(file).accept(reader, ClassReader.SKIP_FRAMES);
            return true;
        } catch (IOException | RuntimeException ex) {
            logger.debug("Skipped the search for calls of toggled methods in class file " + name, ex);
            return false;
        }
    }
}
