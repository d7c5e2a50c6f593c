package io.featureflags.toggle;

import io.featureflags.toggle.BridgedMethodsTests.Mailer;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/** Classes as Kotlin's compiler writes them, with members that javac never writes. */
final class KotlinShapes {

    private static final String HERE = Type.getInternalName(KotlinShapes.class);

    private static final String TEXT = "(Ljava/lang/String;)Ljava/lang/String;";

    private static final String ERASED = "(Ljava/lang/Object;)Ljava/lang/Object;";

    private static final Class<?> MAILER = defineMailer("Mailer", 0);

    private KotlinShapes() {}

    /** Returns the class of {@code open class LetterMailer : Mailer<String>}, which has nothing but bridges. */
    @SuppressWarnings("unchecked")
    static Class<? extends Mailer<String>> mailer() {
        return (Class<? extends Mailer<String>>) MAILER;
    }

    /** Returns the class of {@code Mailer<String>} with final bridges, which no proxy can override. */
    @SuppressWarnings("unchecked")
    static Class<? extends Mailer<String>> finalMailer() {
        return (Class<? extends Mailer<String>>) defineMailer("FinalMailer", Opcodes.ACC_FINAL);
    }

    private static Class<?> defineMailer(String simpleName, int flags) {
        String name = HERE + simpleName;
        String mailer = Type.getInternalName(Mailer.class);
        ClassWriter writer = begin(name, "Ljava/lang/Object;L" + mailer + "<Ljava/lang/String;>;", mailer);
        for (String function : new String[] {"send", "old"}) {
            MethodVisitor bridge =
                    writer.visitMethod(flags | Opcodes.ACC_PUBLIC | Opcodes.ACC_BRIDGE, function, TEXT, null, null);
            bridge.visitVarInsn(Opcodes.ALOAD, 0);
            bridge.visitVarInsn(Opcodes.ALOAD, 1);
            bridge.visitMethodInsn(Opcodes.INVOKESPECIAL, mailer, function, ERASED, true);
            bridge.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/String");
            end(bridge);
            MethodVisitor erased = writer.visitMethod(
                    flags | Opcodes.ACC_PUBLIC | Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC,
                    function,
                    ERASED,
                    null,
                    null);
            erased.visitVarInsn(Opcodes.ALOAD, 0);
            erased.visitVarInsn(Opcodes.ALOAD, 1);
            erased.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/String");
            erased.visitMethodInsn(Opcodes.INVOKEVIRTUAL, name, function, TEXT, false);
            end(erased);
        }
        return define(writer);
    }

    /**
     * Defines a class with functions of one text parameter, each of which returns its own name.
     *
     * @param simpleName name of the class
     * @param fallback what the annotation of the first function names
     * @param functions names of the functions as compiled; the first one is toggled by the flag {@code kotlin}
     */
    static Class<?> functions(String simpleName, String fallback, String... functions) {
        ClassWriter writer = begin(HERE + simpleName, null);
        for (int i = 0; i < functions.length; i++) {
            MethodVisitor function = writer.visitMethod(Opcodes.ACC_PUBLIC, functions[i], TEXT, null, null);
            if (i == 0) {
                AnnotationVisitor toggle = function.visitAnnotation("Lio/featureflags/FeatureToggle;", true);
                toggle.visit("value", "kotlin");
                toggle.visit("fallback", fallback);
                toggle.visitEnd();
            }
            function.visitLdcInsn(functions[i]);
            end(function);
        }
        return define(writer);
    }

    static <T> T create(Class<T> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static ClassWriter begin(String name, @Nullable String signature, String... parts) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, signature, "java/lang/Object", parts);
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        return writer;
    }

    private static void end(MethodVisitor method) {
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    private static Class<?> define(ClassWriter writer) {
        writer.visitEnd();
        try {
            return MethodHandles.lookup().defineClass(writer.toByteArray());
        } catch (IllegalAccessException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
