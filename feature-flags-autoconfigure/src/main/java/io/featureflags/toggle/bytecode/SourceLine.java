package io.featureflags.toggle.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/** Finds, in the class file of a method, the first source line of its code. */
final class SourceLine extends ClassVisitor {

    private final String name;

    private final String descriptor;

    private int first;

    private SourceLine(Method method) {
        super(SpringAsmInfo.ASM_VERSION);
        this.name = method.getName();
        this.descriptor = Type.getMethodDescriptor(method);
    }

    /**
     * Returns the line.
     *
     * @param method the method
     * @return the line, from 1; zero if there is no class file, or if it has no line numbers
     */
    static int of(Method method) {
        Class<?> type = method.getDeclaringClass();
        SourceLine line = new SourceLine(method);
        try (@Nullable InputStream file = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
            if (file != null) {
                new ClassReader(file).accept(line, ClassReader.SKIP_FRAMES);
            }
            return line.first;
        } catch (IOException | RuntimeException ex) { // The class file may be of an unknown version.
            return 0;
        }
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access,
            String methodName,
            String methodDescriptor,
            @Nullable String signature,
            String @Nullable [] exceptions) {
        return methodName.equals(name) && methodDescriptor.equals(descriptor) ? new Lines() : null;
    }

    private final class Lines extends MethodVisitor {

        Lines() {
            super(SpringAsmInfo.ASM_VERSION);
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            first = first == 0 ? line : Math.min(first, line);
        }
    }
}
