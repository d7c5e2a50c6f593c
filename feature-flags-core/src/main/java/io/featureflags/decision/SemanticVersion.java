package io.featureflags.decision;

import java.util.Comparator;

/**
 * Semantic versions 2.0.0, read where they stand: {@code 1.10.0-rc.1+build} has three numbers, then what was before the
 * release, then what is not compared. Numbers may have any length.
 */
final class SemanticVersion {

    /** Orders texts that {@link #isValid}. */
    static final Comparator<String> PRECEDENCE = SemanticVersion::compare;

    private SemanticVersion() {}

    /** Whether a text is a semantic version. {@code 1.2} and {@code v1.2.3} are none. */
    static boolean isValid(String text) {
        int end = text.length();
        int build = text.indexOf('+');
        if (build >= 0) {
            if (!areIdentifiers(text, build + 1, end, true)) {
                return false;
            }
            end = build;
        }
        int hyphen = text.indexOf('-');
        if (hyphen >= 0 && hyphen < end) {
            if (!areIdentifiers(text, hyphen + 1, end, false)) {
                return false;
            }
            end = hyphen;
        }
        int minor = endOfIdentifier(text, 0, end) + 1;
        int patch = endOfIdentifier(text, minor, end) + 1;
        return isNumber(text, 0, minor - 1) && isNumber(text, minor, patch - 1) && isNumber(text, patch, end);
    }

    /** Compares two texts that {@link #isValid}, by precedence. */
    static int compare(String left, String right) {
        int leftEnd = endOfCore(left);
        int rightEnd = endOfCore(right);
        int order = compareIdentifiers(left, 0, leftEnd, right, 0, rightEnd);
        if (order != 0) {
            return order;
        }
        boolean leftReleased = leftEnd == left.length() || left.charAt(leftEnd) == '+';
        boolean rightReleased = rightEnd == right.length() || right.charAt(rightEnd) == '+';
        if (leftReleased || rightReleased) {
            return Boolean.compare(leftReleased, rightReleased);
        }
        return compareIdentifiers(
                left, leftEnd + 1, endOfPrecedence(left), right, rightEnd + 1, endOfPrecedence(right));
    }

    private static int compareIdentifiers(
            String left, int leftFrom, int leftEnd, String right, int rightFrom, int rightEnd) {
        int l = leftFrom;
        int r = rightFrom;
        while (l < leftEnd && r < rightEnd) {
            int nextL = endOfIdentifier(left, l, leftEnd);
            int nextR = endOfIdentifier(right, r, rightEnd);
            int order = compareIdentifier(left, l, nextL, right, r, nextR);
            if (order != 0) {
                return order;
            }
            l = nextL + 1;
            r = nextR + 1;
        }
        return Boolean.compare(l < leftEnd, r < rightEnd);
    }

    private static int compareIdentifier(
            String left, int leftFrom, int leftEnd, String right, int rightFrom, int rightEnd) {
        boolean leftNumeric = areDigits(left, leftFrom, leftEnd);
        if (leftNumeric != areDigits(right, rightFrom, rightEnd)) {
            return leftNumeric ? -1 : 1;
        }
        int leftLength = leftEnd - leftFrom;
        int rightLength = rightEnd - rightFrom;
        if (leftNumeric && leftLength != rightLength) {
            return Integer.compare(leftLength, rightLength);
        }
        for (int i = 0; i < Math.min(leftLength, rightLength); i++) {
            int order = Character.compare(left.charAt(leftFrom + i), right.charAt(rightFrom + i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(leftLength, rightLength);
    }

    private static int endOfCore(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '-' || text.charAt(i) == '+') {
                return i;
            }
        }
        return text.length();
    }

    private static int endOfPrecedence(String text) {
        int build = text.indexOf('+');
        return build < 0 ? text.length() : build;
    }

    private static int endOfIdentifier(String text, int from, int end) {
        int i = from;
        while (i < end && text.charAt(i) != '.') {
            i++;
        }
        return i;
    }

    private static boolean areIdentifiers(String text, int from, int end, boolean leadingZeros) {
        for (int start = from; start <= end; ) {
            int next = endOfIdentifier(text, start, end);
            boolean valid = (leadingZeros || !areDigits(text, start, next))
                    ? isIdentifier(text, start, next)
                    : isNumber(text, start, next);
            if (!valid) {
                return false;
            }
            start = next + 1;
        }
        return true;
    }

    private static boolean isIdentifier(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            char character = text.charAt(i);
            boolean letter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
            if (!letter && !isDigit(character) && character != '-') {
                return false;
            }
        }
        return from < end;
    }

    private static boolean isNumber(String text, int from, int end) {
        return areDigits(text, from, end) && (text.charAt(from) != '0' || end == from + 1);
    }

    private static boolean areDigits(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return from < end;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
