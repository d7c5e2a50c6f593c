package io.featureflags.toggle.bytecode;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** The toggled methods of a class, by the names that byte code has for them. */
final class OwnMethods {

    /** The class, its super-classes and its interfaces, by their names in byte code. */
    private final Map<String, Class<?>> hierarchy;

    /** By name and descriptor; several for a method that byte code may also call by an erased descriptor. */
    private final Map<String, Method> toggled;

    /** Private methods of the same names, with their classes: they are called although they look overridden. */
    private final Set<String> hidden;

    private OwnMethods(Map<String, Class<?>> hierarchy, Map<String, Method> toggled, Set<String> hidden) {
        this.hierarchy = hierarchy;
        this.toggled = toggled;
        this.hidden = hidden;
    }

    static OwnMethods of(Class<?> type, List<Method> toggled) {
        Map<String, Class<?>> hierarchy = new LinkedHashMap<>();
        for (@Nullable Class<?> part = type; part != null; part = part.getSuperclass()) {
            hierarchy.put(Type.getInternalName(part), part);
        }
        ClassUtils.getAllInterfacesForClassAsSet(type).forEach(part -> hierarchy.put(Type.getInternalName(part), part));
        Set<Method> wanted = Set.copyOf(toggled);
        Set<String> names = wanted.stream().map(Method::getName).collect(Collectors.toSet());
        Map<String, Method> byKey = new HashMap<>();
        Set<String> hidden = new HashSet<>();
        hierarchy.forEach((owner, part) -> {
            for (Method method : ReflectionUtils.getDeclaredMethods(part)) {
                if (names.contains(method.getName())) {
                    String key = key(method.getName(), Type.getMethodDescriptor(method));
                    Method specific = AopUtils.getMostSpecificMethod(method, type);
                    if (wanted.contains(specific)) {
                        byKey.put(key, specific);
                    } else if (Modifier.isPrivate(method.getModifiers())) {
                        hidden.add(owner + key);
                    }
                }
            }
        });
        return new OwnMethods(hierarchy, byKey, hidden);
    }

    static String key(String name, String descriptor) {
        return name + descriptor;
    }

    Iterable<Class<?>> hierarchy() {
        return hierarchy.values();
    }

    /** Whether a descriptor is that of a field which may hold the object. */
    boolean isOwnType(String descriptor) {
        return descriptor.startsWith("L") && hierarchy.containsKey(descriptor.substring(1, descriptor.length() - 1));
    }

    /**
     * The toggled method behind an instruction whose receiver is the object itself.
     *
     * @param special whether the method is called as it is in the named class, whatever overrides it: as {@code super}
     * @param owner the class that the instruction names
     * @param key name and descriptor of what it calls
     * @return the toggled method; null if it calls another one
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

    /** Whether a method is the toggled one itself, or a bridge to it. */
    boolean isSame(Method method, String key) {
        return method.equals(toggled.get(key));
    }

    static boolean isSpecial(int opcode) {
        return opcode == Opcodes.INVOKESPECIAL;
    }
}
