package io.featureflags.processor.command;

import io.featureflags.spi.CodeReference;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the toggled methods whose kill date has passed, and describes them. */
final class ExpiredToggles {

    private ExpiredToggles() {}

    /**
     * Returns a line for each annotation of an expired method, the longest expired first. A flag is not expired on its kill
     * date.
     */
    static List<String> on(LocalDate today, List<IndexedToggle> toggles) {
        record Expired(LocalDate date, CodeReference toggle) {}
        Map<String, IndexedToggle> annotations = new LinkedHashMap<>();
        for (IndexedToggle toggle : toggles) {
            annotations.merge(toggle.annotation(), toggle, (first, other) -> first.isInherited() ? other : first);
        }
        List<Expired> expired = new ArrayList<>();
        for (IndexedToggle toggle : annotations.values()) {
            LocalDate date = toggle.method().expires();
            if (date != null && date.isBefore(today)) {
                expired.add(new Expired(date, toggle.method()));
            }
        }
        return expired.stream()
                .sorted(Comparator.comparing(Expired::date)
                        .thenComparing(each -> each.toggle().flag())
                        .thenComparing(each -> each.toggle().place()))
                .map(each -> line(each.toggle(), each.date(), today))
                .toList();
    }

    private static String line(CodeReference toggle, LocalDate date, LocalDate today) {
        long days = ChronoUnit.DAYS.between(date, today);
        return toggle.flag() + " is " + days + (days == 1 ? " day" : " days") + " past its kill date " + date + ": "
                + toggle.place();
    }
}
