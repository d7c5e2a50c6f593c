package io.featureflags.toggle.bytecode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operand stack and the local variables at one place of a method, as marks. A long or double takes two slots, as in
 * the class file. Taking from an empty stack gives a value that does not matter: this follows code, and does not verify
 * it.
 */
final class OperandStack {

    private final List<TrackedValue> stack;

    /** Without those that do not matter. */
    private final Map<Integer, TrackedValue> variables;

    private OperandStack(List<TrackedValue> stack, Map<Integer, TrackedValue> variables) {
        this.stack = stack;
        this.variables = variables;
    }

    /** At the beginning of a method that has the object itself in its first variable, or does not have it. */
    static OperandStack atStart(boolean hasSelf) {
        OperandStack operands = new OperandStack(new ArrayList<>(), new HashMap<>());
        if (hasSelf) {
            operands.variables.put(0, TrackedValue.Plain.SELF);
        }
        return operands;
    }

    OperandStack copy() {
        return new OperandStack(new ArrayList<>(stack), new HashMap<>(variables));
    }

    /** How many slots are on the stack. */
    int depth() {
        return stack.size();
    }

    void push(TrackedValue mark) {
        stack.add(mark);
    }

    void push(int slots) {
        stack.addAll(Collections.nCopies(slots, TrackedValue.Plain.OTHER));
    }

    TrackedValue pop() {
        return stack.isEmpty() ? TrackedValue.Plain.OTHER : stack.remove(stack.size() - 1);
    }

    /** Takes slots; the result is in the order in which they were pushed. */
    List<TrackedValue> pop(int slots) {
        List<TrackedValue> taken = new ArrayList<>(slots);
        for (int i = 0; i < slots; i++) {
            taken.add(pop());
        }
        Collections.reverse(taken);
        return taken;
    }

    /** Copies the upper slots, and puts the copies below as many further ones. */
    void duplicate(int slots, int below) {
        List<TrackedValue> upper = pop(slots);
        List<TrackedValue> lower = pop(below);
        stack.addAll(upper);
        stack.addAll(lower);
        stack.addAll(upper);
    }

    void swap() {
        List<TrackedValue> two = pop(2);
        Collections.reverse(two);
        stack.addAll(two);
    }

    void load(int variable) {
        push(variables.getOrDefault(variable, TrackedValue.Plain.OTHER));
    }

    void store(int variable) {
        TrackedValue mark = pop();
        if (mark == TrackedValue.Plain.OTHER) {
            variables.remove(variable);
        } else {
            variables.put(variable, mark);
        }
    }

    /** Keeps what is the same on another way to this place. */
    void meet(OperandStack other) {
        for (int i = 0; i < stack.size(); i++) {
            if (i >= other.stack.size() || !stack.get(i).equals(other.stack.get(i))) {
                stack.set(i, TrackedValue.Plain.OTHER);
            }
        }
        variables.entrySet().retainAll(other.variables.entrySet());
    }
}
