package io.featureflags.toggle.bytecode;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Index of the toggled methods of a class by their names in byte code. */
final class ToggledMethodIndex {

    /** The class, its super-classes and its interfaces, by their names in byte code. */
    private final Map<String, Class<?>> hierarchy;

    /** Toggled methods by name and descriptor; a method that overrides a generic one has several descriptors. */
    private final Map<String, Method> toggled;

    /** Private methods with the name of a toggled one, by class: they are called although they look overridden. */
    private final Set<String> hidden;

    private ToggledMethodIndex(Map<String, Class<?>> hierarchy, Map<String, Method> toggled, Set<String> hidden) {
        this.hierarchy = hierarchy;
        this.toggled = toggled;
        this.hidden = hidden;
    }

    static ToggledMethodIndex of(Class<?> type, List<Method> toggled) {
        Map<String, Class<?>> hierarchy = new LinkedHashMap<>();
        for (@Nullable Class<?> part = type; part != null; part = part.getSuperclass()) {
            hierarchy.put(Type.getInternalName(part), part);
        }
        for (Class<?> part : ClassUtils.getAllInterfacesForClassAsSet(type)) {
            hierarchy.put(Type.getInternalName(part), part);
        }
        Set<Method> required = Set.copyOf(toggled);
        Set<String> names = new HashSet<>();
        for (Method method : required) {
            names.add(method.getName());
        }
        Map<String, Method> byKey = new HashMap<>();
        Set<String> hidden = new HashSet<>();
        for (Map.Entry<String, Class<?>> part : hierarchy.entrySet()) {
            for (Method method : ReflectionUtils.getDeclaredMethods(part.getValue())) {
                if (names.contains(method.getName())) {
                    String key = key(method);
                    Method specific = Implementations.of(method, type);
                    if (required.contains(specific)) {
                        byKey.put(key, specific);
                    } else if (Modifier.isPrivate(method.getModifiers())) {
                        hidden.add(part.getKey() + key);
                    }
                }
            }
        }
        return new ToggledMethodIndex(hierarchy, byKey, hidden);
    }

    /** Returns the key of a method in this index. */
    static String key(String name, String descriptor) {
        return name + descriptor;
    }

    /** Returns the key of a method in this index. */
    static String key(Method method) {
        return key(method.getName(), Type.getMethodDescriptor(method));
    }

    /** Returns the class, its super-classes and its interfaces, in this order. */
    Iterable<Class<?>> hierarchy() {
        return hierarchy.values();
    }

    /** Returns whether a field of this descriptor may hold the object. */
    boolean isOwnType(String descriptor) {
        return descriptor.startsWith("L") && hierarchy.containsKey(descriptor.substring(1, descriptor.length() - 1));
    }

    /**
     * Returns the toggled method that an instruction calls on the object itself.
     *
     * @param special whether the instruction calls the method of the named class even if it is overridden, like {@code super}
     * @param owner class named by the instruction
     * @param key name and descriptor of the called method
     * @return the toggled method; null if the called method is not toggled
     */
    @Nullable
    Method called(boolean special, String owner, String key) {
        Method method = hidden.contains(owner + key) ? null : toggled.get(key);
        if (method == null || !special) {
            return method;
        }
        Class<?> ownerType = hierarchy.get(owner);
        return ownerType != null && method.getDeclaringClass().isAssignableFrom(ownerType) ? method : null;
    }

    /** Returns whether the key is that of the toggled method itself, or of a bridge to it. */
    boolean isSame(Method method, String key) {
        return method.equals(toggled.get(key));
    }

    /** Returns whether an instruction calls the method of the named class, even if it is overridden. */
    static boolean isSpecial(int opcode) {
        return opcode == Opcodes.INVOKESPECIAL;
    }
}
