package io.featureflags.toggle;

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
final class Operands {

    private final List<Mark> stack;

    /** Without those that do not matter. */
    private final Map<Integer, Mark> variables;

    private Operands(List<Mark> stack, Map<Integer, Mark> variables) {
        this.stack = stack;
        this.variables = variables;
    }

    /** At the beginning of a method that has the object itself in its first variable, or does not have it. */
    static Operands atStart(boolean hasSelf) {
        Operands operands = new Operands(new ArrayList<>(), new HashMap<>());
        if (hasSelf) {
            operands.variables.put(0, Mark.Plain.SELF);
        }
        return operands;
    }

    Operands copy() {
        return new Operands(new ArrayList<>(stack), new HashMap<>(variables));
    }

    /** How many slots are on the stack. */
    int depth() {
        return stack.size();
    }

    void push(Mark mark) {
        stack.add(mark);
    }

    void push(int slots) {
        stack.addAll(Collections.nCopies(slots, Mark.Plain.OTHER));
    }

    Mark pop() {
        return stack.isEmpty() ? Mark.Plain.OTHER : stack.remove(stack.size() - 1);
    }

    /** Takes slots; the result is in the order in which they were pushed. */
    List<Mark> pop(int slots) {
        List<Mark> taken = new ArrayList<>(slots);
        for (int i = 0; i < slots; i++) {
            taken.add(pop());
        }
        Collections.reverse(taken);
        return taken;
    }

    /** Copies the upper slots, and puts the copies below as many further ones. */
    void duplicate(int slots, int below) {
        List<Mark> upper = pop(slots);
        List<Mark> lower = pop(below);
        stack.addAll(upper);
        stack.addAll(lower);
        stack.addAll(upper);
    }

    void swap() {
        List<Mark> two = pop(2);
        Collections.reverse(two);
        stack.addAll(two);
    }

    void load(int variable) {
        push(variables.getOrDefault(variable, Mark.Plain.OTHER));
    }

    void store(int variable) {
        Mark mark = pop();
        if (mark == Mark.Plain.OTHER) {
            variables.remove(variable);
        } else {
            variables.put(variable, mark);
        }
    }

    /** Keeps what is the same on another way to this place. */
    void meet(Operands other) {
        for (int i = 0; i < stack.size(); i++) {
            if (i >= other.stack.size() || !stack.get(i).equals(other.stack.get(i))) {
                stack.set(i, Mark.Plain.OTHER);
            }
        }
        variables.entrySet().retainAll(other.variables.entrySet());
    }
}
