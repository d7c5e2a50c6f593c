package io.featureflags.toggle.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * Finds public final methods, which run on a class proxy itself. A proxy is created without a constructor, so that the fields that
 * such a method uses are null there.
 */
public final class FinalMethods extends ClassVisitor {

    private final String owner;

    /** Methods that use a field of their class, by name and descriptor. */
    private final Set<String> usingFields = new HashSet<>();

    /** Methods of the class that a method calls, by name and descriptor. */
    private final Map<String, Set<String>> called = new HashMap<>();

    private FinalMethods(Class<?> type) {
        super(SpringAsmInfo.ASM_VERSION);
        this.owner = Type.getInternalName(type);
    }

    /**
     * Returns the public final methods of a class and its super-classes.
     *
     * @param type class of a bean
     * @return the methods, without those of the JDK
     */
    public static List<Method> of(Class<?> type) {
        List<Method> found = new ArrayList<>();
        for (@Nullable Class<?> part = type;
                part != null && part.getClassLoader() != null;
                part = part.getSuperclass()) {
            for (Method method : part.getDeclaredMethods()) {
                int modifiers = method.getModifiers();
                if (Modifier.isFinal(modifiers) && Modifier.isPublic(modifiers) && !Modifier.isStatic(modifiers)) {
                    found.add(method);
                }
            }
        }
        return found;
    }

    /**
     * Returns whether a final method uses a field of its object, itself, in its lambdas, or in private and final methods that
     * it calls.
     *
     * @param method the method
     * @return false if it uses none, or if its class file cannot be read
     */
    public static boolean usesField(Method method) {
        Class<?> type = method.getDeclaringClass();
        FinalMethods methods = new FinalMethods(type);
        try (@Nullable InputStream file = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
            if (file != null) {
                new ClassReader(file).accept(methods, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
            }
        } catch (IOException | RuntimeException ex) { // The class file may be of an unknown version.
            return false;
        }
        Set<String> overridable = new HashSet<>();
        for (Method other : type.getDeclaredMethods()) {
            if ((other.getModifiers() & (Modifier.FINAL | Modifier.PRIVATE)) == 0) {
                overridable.add(ToggledMethodIndex.key(other));
            }
        }
        return methods.usesField(ToggledMethodIndex.key(method), overridable);
    }

    private boolean usesField(String method, Set<String> seen) {
        return usingFields.contains(method)
                || called.getOrDefault(method, Set.of()).stream()
                        .anyMatch(other -> seen.add(other) && usesField(other, seen));
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        String method = ToggledMethodIndex.key(name, descriptor);
        return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

            @Override
            public void visitFieldInsn(int opcode, String fieldOwner, String field, String type) {
                if (fieldOwner.equals(owner) && (opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTFIELD)) {
                    usingFields.add(method);
                }
            }

            @Override
            public void visitMethodInsn(int opcode, String type, String other, String types, boolean isInterface) {
                // Kotlin compiles local functions to static methods, which get the object as an argument.
                if (type.equals(owner) && (opcode != Opcodes.INVOKESTATIC || other.contains("$"))) {
                    addCalled(other, types);
                }
            }

            @Override
            public void visitInvokeDynamicInsn(String lambda, String type, Handle bootstrap, Object... arguments) {
                for (Object argument : arguments) {
                    if (argument instanceof Handle body && body.getOwner().equals(owner)) {
                        addCalled(body.getName(), body.getDesc());
                    }
                }
            }

            private void addCalled(String other, String types) {
                called.computeIfAbsent(method, caller -> new HashSet<>()).add(ToggledMethodIndex.key(other, types));
            }
        };
    }
}
