package io.featureflags.toggle.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureFlags;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.invoke.LambdaMetafactory;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/** Calls on {@code this} in lambdas, local functions and default arguments, as Kotlin's compiler writes them. */
class KotlinLambdasTests {

    private static final String CAFE = "com/example/Cafe";

    private static final String OF_CAFE = "(L" + CAFE + ";)V";

    private static final int BODY = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;

    private final Map<String, byte[]> files = new HashMap<>();

    private final ClassWriter cafe = begin(CAFE);

    private int line;

    @Test
    void followsALambda() {
        method(Opcodes.ACC_PUBLIC, "later", "()V", code -> lambda(code, "later$lambda$0", OF_CAFE, 0));
        method(BODY, "later$lambda$0", OF_CAFE, code -> serve(code, 0));

        assertThat(places()).containsExactly("later:2");
    }

    @Test
    void followsALambdaWhoseBodyComesFirst() {
        method(BODY, "later$lambda$1$lambda$0", OF_CAFE, code -> serve(code, 0));
        method(BODY, "later$lambda$1", OF_CAFE, code -> lambda(code, "later$lambda$1$lambda$0", OF_CAFE, 0));
        method(Opcodes.ACC_PUBLIC, "later", "()V", code -> lambda(code, "later$lambda$1", OF_CAFE, 0));

        assertThat(places()).containsExactly("later:1");
    }

    @Test
    void followsAVariableCapturedBeforeTheObject() {
        String types = "(Ljava/lang/String;L" + CAFE + ";)V";
        method(Opcodes.ACC_PUBLIC, "later$shop_main", "(Ljava/lang/String;)V", code -> {
            lambda(code, "later$shop_main$lambda$0", types, 1, 0);
        });
        method(BODY, "later$shop_main$lambda$0", types, code -> serve(code, 1));

        assertThat(places()).containsExactly("later$shop_main:2");
    }

    @Test
    void followsALocalFunction() {
        method(Opcodes.ACC_PUBLIC, "open", "()V", code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, CAFE, "open$helper", OF_CAFE, false);
        });
        method(BODY, "open$helper", OF_CAFE, code -> serve(code, 0));

        assertThat(places()).containsExactly("open:2");
    }

    @Test
    void followsTheClassOfALambda() {
        String type = CAFE + "$later$1";
        cafe.visitInnerClass(type, null, null, Opcodes.ACC_FINAL | Opcodes.ACC_STATIC);
        ClassWriter lambda = begin(type);
        lambda.visitField(Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC, "this$0", "L" + CAFE + ";", null, null);
        method(lambda, Opcodes.ACC_PUBLIC, "invoke", "()V", code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, type, "this$0", "L" + CAFE + ";");
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CAFE, "serve", "()V", false);
        });
        end(type, lambda);

        assertThat(places()).containsExactly("invoke:1");
    }

    @Test
    void followsDefaultArguments() {
        method(Opcodes.ACC_PUBLIC, "serve", "(J)V", code -> {});
        String types = "(L" + CAFE + ";JILjava/lang/Object;)V";
        method(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, "serve$default", types, code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(Opcodes.LLOAD, 1);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CAFE, "serve", "(J)V", false);
        });
        method(Opcodes.ACC_PUBLIC, "serveOne", "()V", code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.LCONST_0);
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, CAFE, "serve$default", types, false);
        });

        assertThat(places()).containsExactly("serveOne:3");
    }

    @Test
    void leavesOtherObjectsAlone() {
        method(Opcodes.ACC_PUBLIC, "other", OF_CAFE, code -> lambda(code, "other$lambda$0", OF_CAFE, 1));
        method(BODY, "other$lambda$0", OF_CAFE, code -> serve(code, 0));
        method(BODY, "helper", OF_CAFE, code -> serve(code, 0));
        method(Opcodes.ACC_PUBLIC, "another", OF_CAFE, code -> {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, CAFE, "another$helper", OF_CAFE, false);
        });
        method(BODY, "another$helper", OF_CAFE, code -> serve(code, 0));

        assertThat(places()).isEmpty();
    }

    @Test
    void leavesRoutedLambdasAlone() {
        String flags = Type.getInternalName(FeatureFlags.class);
        String types =
                "(Ljava/lang/String;Ljava/util/function/Supplier;Ljava/util/function/Supplier;)Ljava/lang/Object;";
        method(Opcodes.ACC_PUBLIC, "routed", "(L" + flags + ";)V", code -> {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitLdcInsn("cafe");
            capture(code, "routed$lambda$0", OF_CAFE, 0);
            capture(code, "routed$lambda$1", OF_CAFE, 0);
            code.visitMethodInsn(Opcodes.INVOKEINTERFACE, flags, "route", types, true);
            code.visitInsn(Opcodes.POP);
        });
        method(BODY, "routed$lambda$0", OF_CAFE, code -> serve(code, 0));
        method(BODY, "routed$lambda$1", OF_CAFE, code -> {});

        assertThat(places()).isEmpty();
    }

    @Test
    void callsBelongToTheMethodOfTheSource() {
        method(Opcodes.ACC_PUBLIC, "later", "()V", code -> lambda(code, "later$lambda$0", OF_CAFE, 0));
        method(BODY, "later$lambda$0", OF_CAFE, code -> serve(code, 0));
        method(Opcodes.ACC_PUBLIC, "lat", "()V", code -> {});

        Class<?> type = load();
        SelfCall call = SelfInvocations.in(type, toggled(type)).get(0);
        assertThat(call.isIn(method(type, "later"))).isTrue();
        assertThat(call.isIn(method(type, "lat"))).isFalse();
    }

    @Test
    void finalFunctionsUseFieldsInLambdasToo() {
        cafe.visitField(Opcodes.ACC_PRIVATE, "menu", "Ljava/lang/String;", null, null);
        int publicFinal = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL;
        method(publicFinal, "later", "()V", code -> lambda(code, "later$lambda$0", OF_CAFE, 0));
        method(BODY, "later$lambda$0", OF_CAFE, code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, CAFE, "menu", "Ljava/lang/String;");
            code.visitInsn(Opcodes.POP);
        });
        method(publicFinal, "open", "()V", code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, CAFE, "open$helper", OF_CAFE, false);
        });
        method(BODY, "open$helper", OF_CAFE, code -> lambda(code, "later$lambda$0", OF_CAFE, 0));
        method(publicFinal, "close", "()V", code -> lambda(code, "close$lambda$0", OF_CAFE, 0));
        method(BODY, "close$lambda$0", OF_CAFE, code -> serve(code, 0));

        Class<?> type = load();
        assertThat(FinalMethods.usesField(method(type, "later"))).isTrue();
        assertThat(FinalMethods.usesField(method(type, "open"))).isTrue();
        assertThat(FinalMethods.usesField(method(type, "close"))).isFalse();
    }

    private static void serve(MethodVisitor code, int variable) {
        code.visitVarInsn(Opcodes.ALOAD, variable);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CAFE, "serve", "()V", false);
    }

    private static void lambda(MethodVisitor code, String body, String types, int... captured) {
        capture(code, body, types, captured);
        code.visitInsn(Opcodes.POP);
    }

    /** Creates a lambda whose parameters are all captured. */
    private static void capture(MethodVisitor code, String body, String types, int... captured) {
        for (int variable : captured) {
            code.visitVarInsn(Opcodes.ALOAD, variable);
        }
        Type run = Type.getMethodType("()V");
        code.visitInvokeDynamicInsn(
                "run",
                types.replace(")V", ")Ljava/lang/Runnable;"),
                new Handle(
                        Opcodes.H_INVOKESTATIC,
                        Type.getInternalName(LambdaMetafactory.class),
                        "metafactory",
                        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                                + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
                                + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
                        false),
                run,
                new Handle(Opcodes.H_INVOKESTATIC, CAFE, body, types, false),
                run);
    }

    private List<String> places() {
        Class<?> type = load();
        return SelfInvocations.in(type, toggled(type)).stream()
                .map(call -> call.place().getMethodName() + ":" + call.place().getLineNumber())
                .toList();
    }

    private static List<Method> toggled(Class<?> type) {
        return List.of(type.getMethods()).stream()
                .filter(method -> method.getName().equals("serve"))
                .toList();
    }

    private static Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static ClassWriter begin(String name) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
        return writer;
    }

    private void method(int access, String name, String types, Consumer<MethodVisitor> body) {
        method(cafe, access, name, types, body);
    }

    /** Adds a method, each with the next line. */
    private void method(ClassWriter writer, int access, String name, String types, Consumer<MethodVisitor> body) {
        MethodVisitor code = writer.visitMethod(access, name, types, null, null);
        Label start = new Label();
        code.visitLabel(start);
        code.visitLineNumber(++line, start);
        body.accept(code);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void end(String name, ClassWriter writer) {
        writer.visitEnd();
        files.put(name + ".class", writer.toByteArray());
    }

    private Class<?> load() {
        method(Opcodes.ACC_PUBLIC, "serve", "()V", code -> {});
        end(CAFE, cafe);
        try {
            return new GeneratedClasses(files).loadClass(CAFE.replace('/', '.'));
        } catch (ClassNotFoundException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Loads the generated classes, and has their class files. */
    private static final class GeneratedClasses extends ClassLoader {

        private final Map<String, byte[]> files;

        GeneratedClasses(Map<String, byte[]> files) {
            super(KotlinLambdasTests.class.getClassLoader());
            this.files = files;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = files.get(name.replace('.', '/') + ".class");
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, file, 0, file.length);
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String path) {
            byte[] file = files.get(path);
            return file == null ? super.getResourceAsStream(path) : new ByteArrayInputStream(file);
        }
    }
}
