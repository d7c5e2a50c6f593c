package io.featureflags.toggle.bytecode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.asm.ConstantDynamic;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Follows the operands through a method, instruction by instruction, once from top to bottom. Where paths meet, only their
 * common values are kept. A jump backwards, as in a loop, is not followed again.
 */
abstract class OperandTracker extends MethodVisitor {

    private final OperandStack start;

    /** Operands of the jumps to labels further down. */
    private final Map<Label, OperandStack> jumps = new HashMap<>();

    private OperandStack operands;

    /** Whether the previous instruction continues with this one. */
    private boolean reachable = true;

    OperandTracker(Set<Integer> selfVariables) {
        super(SpringAsmInfo.ASM_VERSION);
        this.start = OperandStack.atStart(selfVariables);
        this.operands = start.copy();
    }

    /** Visits a call of a method; the receiver of a static method is {@code OTHER}. */
    abstract void called(int opcode, String owner, String key, TrackedValue receiver, List<TrackedValue> arguments);

    /** Visits a read of a field, and returns the value read. */
    abstract TrackedValue fieldRead(String name, String descriptor);

    /** Visits the creation of a lambda, a method reference or similar, and returns the created value. */
    abstract TrackedValue created(List<TrackedValue> captured, Object[] bootstrapArguments);

    /** Returns the number of slots on the stack now. */
    final int depth() {
        return operands.depth();
    }

    @Override
    public final void visitInsn(int opcode) {
        switch (opcode) {
            case Opcodes.DUP -> operands.duplicate(1, 0);
            case Opcodes.DUP_X1 -> operands.duplicate(1, 1);
            case Opcodes.DUP_X2 -> operands.duplicate(1, 2);
            case Opcodes.DUP2 -> operands.duplicate(2, 0);
            case Opcodes.DUP2_X1 -> operands.duplicate(2, 1);
            case Opcodes.DUP2_X2 -> operands.duplicate(2, 2);
            case Opcodes.SWAP -> operands.swap();
            case Opcodes.ATHROW,
                    Opcodes.RETURN,
                    Opcodes.ARETURN,
                    Opcodes.IRETURN,
                    Opcodes.LRETURN,
                    Opcodes.FRETURN,
                    Opcodes.DRETURN -> reachable = false;
            default -> {
                int growth = StackGrowth.of(opcode);
                operands.push(Math.max(growth, 0));
                operands.pop(Math.max(-growth, 0));
            }
        }
    }

    @Override
    public final void visitIntInsn(int opcode, int operand) {
        if (opcode != Opcodes.NEWARRAY) { // It pops its length and pushes the array.
            operands.push(1);
        }
    }

    @Override
    public final void visitVarInsn(int opcode, int variable) {
        switch (opcode) {
            case Opcodes.ALOAD -> operands.load(variable);
            case Opcodes.ILOAD, Opcodes.FLOAD -> operands.push(1);
            case Opcodes.LLOAD, Opcodes.DLOAD -> operands.push(2);
            case Opcodes.LSTORE, Opcodes.DSTORE -> {
                operands.pop();
                operands.store(variable);
            }
            case Opcodes.ISTORE, Opcodes.FSTORE, Opcodes.ASTORE -> operands.store(variable);
            default -> reachable = false; // The end of a subroutine, as Java 1.4 compiled it.
        }
    }

    @Override
    public final void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW) {
            operands.push(1);
        } else if (opcode != Opcodes.CHECKCAST) {
            operands.pop();
            operands.push(1);
        }
    }

    @Override
    public final void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        int size = Type.getType(descriptor).getSize();
        switch (opcode) {
            case Opcodes.GETSTATIC -> operands.push(size);
            case Opcodes.PUTSTATIC -> operands.pop(size);
            case Opcodes.PUTFIELD -> operands.pop(size + 1);
            default -> {
                operands.pop();
                if (size == 1) {
                    operands.push(fieldRead(name, descriptor));
                } else {
                    operands.push(size);
                }
            }
        }
    }

    @Override
    public final void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        List<TrackedValue> arguments = operands.pop(argumentSlots(descriptor));
        TrackedValue receiver = opcode == Opcodes.INVOKESTATIC ? TrackedValue.Plain.OTHER : operands.pop();
        called(opcode, owner, ToggledMethodIndex.key(name, descriptor), receiver, arguments);
        operands.push(Type.getReturnType(descriptor).getSize());
    }

    @Override
    public final void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... bootstrapArguments) {
        List<TrackedValue> captured = operands.pop(argumentSlots(descriptor));
        int size = Type.getReturnType(descriptor).getSize();
        if (size == 1) {
            operands.push(created(captured, bootstrapArguments));
        } else {
            operands.push(size);
        }
    }

    /** Returns the slots of the arguments, without the receiver, which ASM counts too. */
    private static int argumentSlots(String descriptor) {
        return (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
    }

    @Override
    public final void visitJumpInsn(int opcode, Label label) {
        switch (opcode) {
            case Opcodes.GOTO, Opcodes.JSR -> {}
            case Opcodes.IFEQ,
                    Opcodes.IFNE,
                    Opcodes.IFLT,
                    Opcodes.IFGE,
                    Opcodes.IFGT,
                    Opcodes.IFLE,
                    Opcodes.IFNULL,
                    Opcodes.IFNONNULL -> operands.pop();
            default -> operands.pop(2);
        }
        jump(label);
        reachable = opcode != Opcodes.GOTO;
    }

    @Override
    public final void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        switchTo(otherwise, labels);
    }

    @Override
    public final void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        switchTo(otherwise, labels);
    }

    private void switchTo(Label otherwise, Label[] labels) {
        operands.pop();
        jump(otherwise);
        for (Label label : labels) {
            jump(label);
        }
        reachable = false;
    }

    private void jump(Label label) {
        OperandStack present = jumps.putIfAbsent(label, operands.copy());
        if (present != null) {
            present.merge(operands);
        }
    }

    @Override
    public final void visitLabel(Label label) {
        OperandStack jumped = jumps.remove(label);
        if (reachable) {
            if (jumped != null) {
                operands.merge(jumped);
            }
            return;
        }
        // An exception handler, or a jump back from below: only the operands of the start are certain. The exception on
        // the stack of a handler need not be tracked, since an empty stack pops OTHER.
        operands = jumped == null ? start.copy() : jumped;
        reachable = true;
    }

    @Override
    public final void visitLdcInsn(Object value) {
        boolean wide = value instanceof Long
                || value instanceof Double
                || (value instanceof ConstantDynamic constant && constant.getSize() == 2);
        operands.push(wide ? 2 : 1);
    }

    @Override
    public final void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        operands.pop(dimensions);
        operands.push(1);
    }
}
