package io.featureflags.text;

import org.jspecify.annotations.Nullable;

/**
 * The words of messages for code that runs in place of the annotated method: the legacy code, or that of a variant.
 *
 * @param variant name of the variant; null for the legacy code
 */
public record BranchWords(@Nullable String variant) {

    /** The words for the legacy code. */
    public static final BranchWords LEGACY = new BranchWords(null);

    /** Returns whether the code is the legacy code. */
    public boolean isLegacy() {
        return variant == null;
    }

    /** Returns the attribute that names the method. */
    public String methodAttribute() {
        return isLegacy() ? "fallback" : "method";
    }

    /** Returns the attribute that names the type of the bean. */
    public String typeAttribute() {
        return isLegacy() ? "fallbackType" : "type";
    }

    /** Returns the attribute that names the bean. */
    public String beanAttribute() {
        return isLegacy() ? "fallbackBean" : "bean";
    }

    /** Returns the code, to follow the word "its". */
    public String code() {
        return isLegacy() ? "fallback" : "variant '" + variant + "'";
    }

    /**
     * Returns the code with its method, to follow the word "its".
     *
     * @param method the method: its quoted name, or its signature
     */
    public String code(String method) {
        return isLegacy() ? "fallback " + method : "method " + method + " of variant '" + variant + "'";
    }

    /**
     * Returns the bean with the code, to follow the word "its".
     *
     * @param reference the bean: its quoted name, or its type
     */
    public String bean(String reference) {
        return isLegacy() ? "legacy bean " + reference : "bean " + reference + " of variant '" + variant + "'";
    }

    /** Returns the bean with the code. */
    public String bean() {
        return isLegacy() ? "legacy bean" : "bean of variant '" + variant + "'";
    }

    /**
     * Returns an attribute with the code that it belongs to, to follow the word "its".
     *
     * @param attribute name of the attribute
     */
    public String attribute(String attribute) {
        return attribute + (isLegacy() ? "" : " of variant '" + variant + "'");
    }
}
