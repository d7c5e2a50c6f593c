package io.featureflags.toggle.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.util.ClassUtils;

/**
 * Finds, in the byte code of a class, the calls of its own toggled methods on {@code this}. Read are the class itself, its
 * super-classes, the interfaces with their default methods, and the inner, local and anonymous classes of all of these.
 *
 * <p>It is an approximation. Found is a call whose receiver is {@code this} on every way that leads to it from above: also
 * from a lambda or a method reference, through a local variable, or of an outer class from an inner one. Not found is a
 * call on {@code this} that has been through a field, a parameter or the result of a method, where it cannot be told from
 * another bean of the class, such as the proxy that was injected. Left out are calls inside of {@code FeatureFlags.route},
 * and a method that calls itself: its call has been decided.
 *
 * <p>A class whose file is not there, or has something in it that is too new to be understood, is passed over.
 */
public final class SelfInvocations {

    private static final Log logger = LogFactory.getLog(SelfInvocations.class);

    private SelfInvocations() {}

    /**
     * Finds the calls.
     *
     * @param type the class of a bean, without its proxies
     * @param toggled its toggled methods
     * @return the calls, in the order of the files and their lines; empty if there are none or nothing could be read
     */
    public static List<SelfCall> in(Class<?> type, List<Method> toggled) {
        List<SelfCall> calls = new ArrayList<>();
        try {
            OwnMethods methods = OwnMethods.of(type, toggled);
            for (Class<?> part : methods.hierarchy()) {
                ClassLoader loader = part.getClassLoader();
                if (loader != null) { // Null for classes of the JDK.
                    calls.addAll(inFilesOf(part, loader, methods));
                }
            }
        } catch (LinkageError ex) {
            logger.debug("Not looked at for calls of toggled methods: " + type.getName(), ex);
        }
        return calls;
    }

    private static List<SelfCall> inFilesOf(Class<?> part, ClassLoader loader, OwnMethods methods) {
        List<SelfCall> calls = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> names = new ArrayDeque<>(List.of(ClassUtils.convertClassNameToResourcePath(part.getName())));
        while (!names.isEmpty()) {
            String name = names.remove();
            if (seen.add(name)) {
                SelfCallReader reader = new SelfCallReader(methods, seen.size() == 1);
                if (read(loader, name, reader)) {
                    calls.addAll(reader.calls());
                    names.addAll(reader.innerClasses());
                }
            }
        }
        return calls;
    }

    /** A diagnosis never stops the start: whatever a class file has in it is no more than a file passed over. */
    private static boolean read(ClassLoader loader, String name, SelfCallReader reader) {
        try (@Nullable InputStream file = loader.getResourceAsStream(name + ClassUtils.CLASS_FILE_SUFFIX)) {
            if (file == null) {
                return false;
            }
            new ClassReader(file).accept(reader, ClassReader.SKIP_FRAMES);
            return true;
        } catch (IOException | RuntimeException ex) {
            logger.debug("Not read for calls of toggled methods: " + name, ex);
            return false;
        }
    }
}
