package io.featureflags.toggle.bytecode;

import io.featureflags.FeatureToggle;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * Detects whether {@code FeatureToggleAspect} is woven into a method. AspectJ moves the code of a method with around advice
 * into another method of the class. The class file names the aspect of that advice.
 */
public final class WovenMethods {

    private static final String ASPECT = "io/featureflags/toggle/FeatureToggleAspect";

    /** System property with the configurations of the load-time weaver, in place of those on the class path. */
    private static final String WEAVER_CONFIGURATION = "org.aspectj.weaver.loadtime.configuration";

    private static final int CONSTANT_UTF8 = 1;

    private WovenMethods() {}

    /**
     * Returns whether the aspect is woven into a method. If in doubt, it returns false: then a proxy routes the method, and
     * no call runs new code while its flag is off.
     */
    public static boolean isWoven(Method method) {
        Class<?> type = method.getDeclaringClass();
        Method moved = movedCode(type, method);
        if (moved == null || !isMatched(method)) {
            return false;
        }
        Set<String> texts = textsInClassFile(type);
        boolean whenCompiled = texts.contains(moved.getName());
        return whenCompiled ? texts.contains(ASPECT) : !texts.isEmpty() && isAspectFoundByLoadTimeWeaver();
    }

    /** Returns the method with the moved code: static, with the object, the arguments, and usually the join point. */
    private static @Nullable Method movedCode(Class<?> type, Method method) {
        String prefix = method.getName() + "_aroundBody";
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        Class<?>[] required = method.getParameterTypes();
        for (Method candidate : type.getDeclaredMethods()) {
            if (isNumbered(candidate.getName(), prefix)
                    && startsWith(candidate.getParameterTypes(), isStatic ? null : type, required)) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean isNumbered(String name, String prefix) {
        if (!name.startsWith(prefix) || name.length() == prefix.length()) {
            return false;
        }
        for (int i = prefix.length(); i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(Class<?>[] found, @Nullable Class<?> self, Class<?>[] required) {
        int start = self == null ? 0 : 1;
        return found.length >= start + required.length
                && (self == null || found[0] == self)
                && Arrays.equals(Arrays.copyOfRange(found, start, start + required.length), required);
    }

    /** Returns whether the pointcut of the aspect matches a method. */
    private static boolean isMatched(Method method) {
        boolean ofPublicInstance =
                Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
        return isOn(method) || (ofPublicInstance && isOn(method.getDeclaringClass()));
    }

    private static boolean isOn(AnnotatedElement element) {
        return MergedAnnotations.from(element, SearchStrategy.DIRECT).stream(FeatureToggle.class)
                .anyMatch(annotation -> annotation.getDistance() <= 1);
    }

    private static Set<String> textsInClassFile(Class<?> type) {
        try (InputStream file = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
            return file == null ? Set.of() : texts(new ClassReader(file));
        } catch (IOException ex) {
            throw new IllegalStateException("Cannot read the class file of " + type.getName(), ex);
        }
    }

    /** Returns the texts of a class file, which include the names of its classes and methods. */
    private static Set<String> texts(ClassReader reader) {
        Set<String> texts = new HashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            // A long or a double takes two entries, of which the second is empty.
            if (offset > 0 && reader.readByte(offset - 1) == CONSTANT_UTF8) {
                byte[] text = reader.readBytes(offset + 2, reader.readUnsignedShort(offset));
                texts.add(new String(text, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private static boolean isAspectFoundByLoadTimeWeaver() {
        return System.getProperty(WEAVER_CONFIGURATION, "aop-ajc.xml").contains("aop-ajc.xml");
    }
}
