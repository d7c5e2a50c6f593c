package io.featureflags.processor;

import io.featureflags.FlagName;
import io.featureflags.text.ToggleMistake;
import io.featureflags.text.VariantMistakes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/** Checks the attributes that mean the same in every class: names, dates and combinations. */
final class AttributeChecks {

    private static final int SOON_DAYS = 14;

    /** Names that every flag could have. */
    private static final Pattern VAGUE =
            Pattern.compile("(?i)(?:(?:my|new|the|some)[._:-]?)?(?:feature[._:-]?)?(?:flag|feature|toggle|switch)"
                    + "[._:-]?(?:\\d*|[a-z])|(?:test|foo|bar|temp|tmp)[._:-]?\\d*");

    private final Reports reports;

    private final LocalDate today;

    private final Kind ofPast;

    AttributeChecks(Reports reports, Clock clock, ProcessorOptions options) {
        this.reports = reports;
        this.today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        this.ofPast = options.expiredIsError() ? Kind.ERROR : Kind.WARNING;
    }

    void check(TypeElement type, Toggle toggle) {
        checkName(type, toggle);
        checkDate(type, toggle);
        checkBean(type, toggle, toggle.legacy());
        boolean ofClass = toggle.site() instanceof TypeElement;
        if (ofClass && !toggle.text("fallback").isEmpty()) {
            reports.onAttribute(
                    Kind.ERROR, type, toggle, "fallback", ToggleMistake.fallbackOnClass(toggle.text("fallback")));
        } else if (ofClass && !toggle.legacy().namesBean()) {
            reports.onAttribute(Kind.ERROR, type, toggle, "", ToggleMistake.classWithoutLegacy());
        }
        checkVariants(type, toggle);
        if (toggle.skips() && toggle.legacy().isNamed()) {
            reports.onAttribute(Kind.ERROR, type, toggle, "otherwise", ToggleMistake.otherwiseBesideLegacy());
        }
        if (toggle.rescues() && !toggle.legacy().isNamed()) {
            reports.onAttribute(Kind.ERROR, type, toggle, "rescueOn", ToggleMistake.rescueWithoutLegacy());
        }
        if (toggle.shadows() && !toggle.legacy().isNamed()) {
            reports.onAttribute(Kind.ERROR, type, toggle, "shadow", ToggleMistake.shadowWithoutLegacy());
        }
    }

    private void checkBean(TypeElement type, Toggle toggle, NamedCode code) {
        if (code.hasType() && !code.bean().isEmpty()) {
            report(type, toggle, code, code.words().beanAttribute(), ToggleMistake.twoBeans(code.words()));
        }
    }

    private void checkVariants(TypeElement type, Toggle toggle) {
        Set<String> names = new HashSet<>();
        for (NamedCode variant : toggle.variants()) {
            String name = variant.attributes().text("value");
            if (!variant.attributes().isKnown("value")) {
                continue; // Reported by the compiler.
            }
            checkBean(type, toggle, variant);
            if (!FlagName.isValid(name)) {
                report(type, toggle, variant, "value", VariantMistakes.name(name));
            } else if (!names.add(name)) {
                report(type, toggle, variant, "value", VariantMistakes.twice(name));
            } else if (!variant.isNamed()) {
                report(type, toggle, variant, "", VariantMistakes.withoutCode(name));
            } else if (toggle.site() instanceof TypeElement && !variant.method().isEmpty()) {
                report(type, toggle, variant, "method", VariantMistakes.methodOnClass(name, variant.method()));
            }
        }
    }

    private void report(TypeElement type, Toggle toggle, NamedCode code, String attribute, ToggleMistake mistake) {
        reports.onCode(new Reports.Place(type, null), toggle, code, attribute, mistake);
    }

    private void checkName(TypeElement type, Toggle toggle) {
        String name = toggle.flag();
        if (!toggle.isKnown("value")) {
            return;
        }
        if (!FlagName.isValid(name)) {
            reports.onAttribute(Kind.ERROR, type, toggle, "value", ToggleMistake.flagName(name));
        } else if (VAGUE.matcher(name).matches()) {
            reports.onAttribute(
                    Kind.NOTE,
                    type,
                    toggle,
                    "value",
                    "The flag name '" + name + "' does not describe a feature. Name what is released, as in"
                            + " new_checkout_flow.");
        }
    }

    private void checkDate(TypeElement type, Toggle toggle) {
        String text = toggle.text("expires");
        if (text.isEmpty()) {
            return;
        }
        LocalDate expires;
        try {
            expires = LocalDate.parse(text);
        } catch (DateTimeParseException ex) {
            reports.onAttribute(Kind.ERROR, type, toggle, "expires", ToggleMistake.expires(text));
            return;
        }
        String flag = "Feature flag '" + toggle.flag() + "' ";
        if (expires.isBefore(today)) {
            reports.onAttribute(
                    ofPast,
                    type,
                    toggle,
                    "expires",
                    flag + "is past its kill date " + expires + ". Remove the flag with the code that is not needed,"
                            + " or set a later date.");
        } else if (!expires.isAfter(today.plusDays(SOON_DAYS))) {
            reports.onAttribute(
                    Kind.NOTE,
                    type,
                    toggle,
                    "expires",
                    flag + "has its kill date on " + expires + ", within " + SOON_DAYS + " days.");
        }
    }
}
