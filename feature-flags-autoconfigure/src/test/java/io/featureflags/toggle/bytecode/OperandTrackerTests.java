package io.featureflags.toggle.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/** The tracker has the depth of the stack that the class files of the JDK contain. */
class OperandTrackerTests {

    private static final Path JDK =
            FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java");

    private final List<String> mistakes = new ArrayList<>();

    private int frames;

    @Test
    void followsTheStackThroughTheJdk() throws IOException {
        for (String folder : List.of("lang", "math", "util")) {
            try (Stream<Path> files = Files.walk(JDK.resolve(folder))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    new ClassReader(Files.readAllBytes(file)).accept(new ClassCheck(), ClassReader.EXPAND_FRAMES);
                }
            }
        }

        assertThat(mistakes).isEmpty();
        assertThat(frames).isGreaterThan(10_000);
    }

    private final class ClassCheck extends ClassVisitor {

        private String type = "";

        ClassCheck() {
            super(SpringAsmInfo.ASM_VERSION);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            type = name;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodCheck(type + "." + name + descriptor);
        }
    }

    private final class MethodCheck extends OperandTracker {

        private final String method;

        MethodCheck(String method) {
            super(Set.of(0));
            this.method = method;
        }

        @Override
        public void visitFrame(int kind, int localCount, Object[] locals, int count, Object[] stack) {
            int depth = Arrays.stream(stack, 0, count)
                    .mapToInt(value -> Opcodes.LONG.equals(value) || Opcodes.DOUBLE.equals(value) ? 2 : 1)
                    .sum();
            frames++;
            // The tracker does not track the exception on the stack of a handler.
            if (depth() != depth && !(depth() == 0 && depth == 1)) {
                mistakes.add(method + ": " + depth() + " instead of " + depth);
            }
        }

        @Override
        void called(int opcode, String owner, String key, TrackedValue receiver, List<TrackedValue> arguments) {}

        @Override
        TrackedValue fieldRead(String name, String descriptor) {
            return TrackedValue.Plain.OTHER;
        }

        @Override
        TrackedValue created(List<TrackedValue> captured, Object[] bootstrapArguments) {
            return TrackedValue.Plain.OTHER;
        }
    }
}
