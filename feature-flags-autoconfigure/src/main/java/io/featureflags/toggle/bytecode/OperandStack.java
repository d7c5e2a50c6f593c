package io.featureflags.toggle.bytecode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operand stack and the local variables at one place of a method, as tracked values. A long or double takes two slots,
 * as in the class file. An empty stack pops {@code OTHER}, since this class follows code and does not verify it.
 */
final class OperandStack {

    private final List<TrackedValue> stack;

    /** Local variables with any value but {@code OTHER}. */
    private final Map<Integer, TrackedValue> variables;

    private OperandStack(List<TrackedValue> stack, Map<Integer, TrackedValue> variables) {
        this.stack = stack;
        this.variables = variables;
    }

    /** Creates the stack at the start of a method, some of whose variables are the object itself. */
    static OperandStack atStart(Set<Integer> selfVariables) {
        OperandStack operands = new OperandStack(new ArrayList<>(), new HashMap<>());
        for (Integer variable : selfVariables) {
            operands.variables.put(variable, TrackedValue.Plain.SELF);
        }
        return operands;
    }

    /** Returns an independent copy. */
    OperandStack copy() {
        return new OperandStack(new ArrayList<>(stack), new HashMap<>(variables));
    }

    /** Returns the number of slots on the stack. */
    int depth() {
        return stack.size();
    }

    /** Pushes a value of one slot. */
    void push(TrackedValue value) {
        stack.add(value);
    }

    /** Pushes slots with {@code OTHER}. */
    void push(int slots) {
        stack.addAll(Collections.nCopies(slots, TrackedValue.Plain.OTHER));
    }

    /** Pops one slot. */
    TrackedValue pop() {
        return stack.isEmpty() ? TrackedValue.Plain.OTHER : stack.remove(stack.size() - 1);
    }

    /** Pops several slots, and returns them in the order in which they were pushed. */
    List<TrackedValue> pop(int slots) {
        List<TrackedValue> popped = new ArrayList<>(slots);
        for (int i = 0; i < slots; i++) {
            popped.add(pop());
        }
        Collections.reverse(popped);
        return popped;
    }

    /** Copies the upper slots, and inserts the copies below the given number of further slots. */
    void duplicate(int slots, int below) {
        List<TrackedValue> upper = pop(slots);
        List<TrackedValue> lower = pop(below);
        stack.addAll(upper);
        stack.addAll(lower);
        stack.addAll(upper);
    }

    /** Swaps the upper two slots. */
    void swap() {
        List<TrackedValue> two = pop(2);
        Collections.reverse(two);
        stack.addAll(two);
    }

    /** Pushes a local variable. */
    void load(int variable) {
        push(variables.getOrDefault(variable, TrackedValue.Plain.OTHER));
    }

    /** Pops one slot into a local variable. */
    void store(int variable) {
        TrackedValue value = pop();
        if (value == TrackedValue.Plain.OTHER) {
            variables.remove(variable);
        } else {
            variables.put(variable, value);
        }
    }

    /** Merges the state of another path to this place: differing values become {@code OTHER}. */
    void merge(OperandStack other) {
        for (int i = 0; i < stack.size(); i++) {
            if (i >= other.stack.size() || !stack.get(i).equals(other.stack.get(i))) {
                stack.set(i, TrackedValue.Plain.OTHER);
            }
        }
        variables.entrySet().retainAll(other.variables.entrySet());
    }
}
