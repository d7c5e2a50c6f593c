package io.featureflags.toggle.bytecode;

import io.featureflags.FeatureFlags;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/** Reads one class file for calls of toggled methods on {@code this}. */
final class SelfCallReader extends ClassVisitor {

    private static final String FEATURE_FLAGS = Type.getInternalName(FeatureFlags.class);

    /** Prefix of the field that holds the outer object in an inner class. */
    private static final String OUTER_FIELD = "this$";

    /** Name of a lambda's body as javac compiles it, which includes the name of the method around it. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    /** Name of the body of a lambda or of a local function as Kotlin compiles it, after the name of the method around it. */
    private static final Pattern KOTLIN_BODY = Pattern.compile("(.+?)(\\$lambda\\$\\d+.*|\\$\\w+)");

    private final ToggledMethodIndex methods;

    /** Whether the methods of this class run on the object itself; an inner class has the object in a field. */
    private final boolean own;

    private final SelfParameters parameters;

    private final List<SelfCall> calls = new ArrayList<>();

    private final Set<String> routedLambdas = new HashSet<>();

    private final List<String> innerClasses = new ArrayList<>();

    private final Set<String> superCalls = new HashSet<>();

    private String name = "";

    private @Nullable String file;

    SelfCallReader(ToggledMethodIndex methods, boolean own, SelfParameters parameters) {
        super(SpringAsmInfo.ASM_VERSION);
        this.methods = methods;
        this.own = own;
        this.parameters = parameters;
    }

    /** Returns the calls found, without those inside lambdas that are passed to {@code FeatureFlags.route}. */
    List<SelfCall> calls() {
        List<SelfCall> found = new ArrayList<>();
        for (SelfCall call : calls) {
            if (!routedLambdas.contains(call.caller())) {
                found.add(call);
            }
        }
        return found;
    }

    /** Returns names and descriptors of the methods that the class calls although it may override them, by {@code super}. */
    Set<String> superCalls() {
        return superCalls;
    }

    /** Returns the names of the inner classes that may refer to the object of this class. */
    List<String> innerClasses() {
        return innerClasses;
    }

    @Override
    public void visit(
            int version,
            int access,
            String className,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        name = className;
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        file = source;
    }

    @Override
    public void visitInnerClass(String className, @Nullable String outerName, @Nullable String innerName, int access) {
        // Kotlin compiles lambdas and anonymous objects to classes that are static and have no name, with a field like
        // others.
        if (className.startsWith(name + "$") && (innerName == null || (access & Opcodes.ACC_STATIC) == 0)) {
            innerClasses.add(className);
        }
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        Set<Integer> self =
                isStatic ? parameters.of(ToggledMethodIndex.key(method, descriptor)) : own ? Set.of(0) : Set.of();
        return new Tracker(method, descriptor, isStatic, self);
    }

    private final class Tracker extends OperandTracker {

        private final String method;

        private final String caller;

        private final boolean isStatic;

        private int line = -1;

        Tracker(String method, String descriptor, boolean isStatic, Set<Integer> selfVariables) {
            super(selfVariables);
            this.method = method;
            this.isStatic = isStatic;
            this.caller = ToggledMethodIndex.key(method, descriptor);
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
        }

        @Override
        void called(int opcode, String owner, String key, TrackedValue receiver, List<TrackedValue> arguments) {
            if (owner.equals(FEATURE_FLAGS) && key.startsWith("route(")) {
                arguments.forEach(this::routed);
            } else if (opcode == Opcodes.INVOKESTATIC && methods.isOwnType("L" + owner + ";")) {
                SelfCall call = calledWithDefaults(owner, key, arguments);
                if (call == null) {
                    parameters.pass(key, arguments);
                } else {
                    calls.add(call);
                }
            } else if (receiver == TrackedValue.Plain.SELF) {
                if (ToggledMethodIndex.isSpecial(opcode)) {
                    superCalls.add(key);
                }
                SelfCall call = toggled(ToggledMethodIndex.isSpecial(opcode), owner, key);
                if (call != null) {
                    calls.add(call);
                }
            }
        }

        private @Nullable SelfCall calledWithDefaults(String owner, String key, List<TrackedValue> arguments) {
            String function = KotlinNames.functionWithDefaults(key);
            return function != null && arguments.get(0) == TrackedValue.Plain.SELF
                    ? toggled(false, owner, function)
                    : null;
        }

        private void routed(TrackedValue argument) {
            if (argument instanceof TrackedValue.Lambda lambda) {
                routedLambdas.add(lambda.body());
            } else if (argument instanceof TrackedValue.Reference reference) {
                calls.remove(reference.call());
            }
        }

        @Override
        TrackedValue fieldRead(String field, String descriptor) {
            return field.startsWith(OUTER_FIELD) && methods.isOwnType(descriptor)
                    ? TrackedValue.Plain.SELF
                    : TrackedValue.Plain.OTHER;
        }

        @Override
        TrackedValue created(List<TrackedValue> captured, Object[] bootstrapArguments) {
            for (Object argument : bootstrapArguments) {
                if (argument instanceof Handle handle) {
                    return created(captured, handle);
                }
            }
            return TrackedValue.Plain.OTHER;
        }

        private TrackedValue created(List<TrackedValue> captured, Handle code) {
            String key = ToggledMethodIndex.key(code.getName(), code.getDesc());
            boolean isOwn = code.getOwner().equals(name);
            if (isOwn && code.getTag() == Opcodes.H_INVOKESTATIC) {
                parameters.pass(key, captured);
            }
            if (isOwn && (code.getName().startsWith("lambda$") || code.getTag() == Opcodes.H_INVOKESTATIC)) {
                return new TrackedValue.Lambda(key);
            }
            if (!captured.isEmpty() && captured.get(0) == TrackedValue.Plain.SELF) {
                SelfCall call = toggled(code.getTag() == Opcodes.H_INVOKESPECIAL, code.getOwner(), key);
                if (call != null) {
                    calls.add(call);
                    return new TrackedValue.Reference(call);
                }
            }
            return TrackedValue.Plain.OTHER;
        }

        private @Nullable SelfCall toggled(boolean special, String owner, String key) {
            Method toggled = methods.called(special, owner, key);
            return toggled == null || (own && methods.isSame(toggled, caller))
                    ? null
                    : new SelfCall(toggled, caller, new StackTraceElement(className(), sourceMethod(), file, line));
        }

        private String className() {
            return Type.getObjectType(name).getClassName();
        }

        private String sourceMethod() {
            Matcher lambda = LAMBDA.matcher(method);
            if (!lambda.matches()) {
                Matcher body = KOTLIN_BODY.matcher(method);
                return isStatic && body.matches() ? body.group(1) : method;
            }
            return switch (lambda.group(1)) {
                case "new" -> "<init>";
                case "static" -> "<clinit>";
                default -> lambda.group(1);
            };
        }
    }
}
