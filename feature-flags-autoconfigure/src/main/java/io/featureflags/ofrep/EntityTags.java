package io.featureflags.ofrep;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags, compared weakly (RFC 9110): {@code W/"a"} and {@code "a"} are equal. */
final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*+)\"");

    private EntityTags() {}

    /** Returns a weak tag: Tomcat does not compress responses with a strong one. */
    static String weak(String text) {
        return "W/\"" + text + "\"";
    }

    /** Returns whether the header {@code If-None-Match} has a tag of the text, or is {@code *}. */
    static boolean matches(@Nullable String ifNoneMatch, String text) {
        if (ifNoneMatch == null) {
            return false;
        }
        if (ifNoneMatch.trim().equals("*")) {
            return true;
        }
        Matcher tags = TAG.matcher(ifNoneMatch);
        while (tags.find()) {
            if (tags.group(1).equals(text)) {
                return true;
            }
        }
        return false;
    }
}
