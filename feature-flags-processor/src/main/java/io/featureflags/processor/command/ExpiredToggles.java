package io.featureflags.processor.command;

import io.featureflags.spi.CodeReference;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the toggled methods whose kill date has passed, and describes them. */
final class ExpiredToggles {

    private ExpiredToggles() {}

    /** Returns a line for each expired method, the longest expired first. A flag is not expired on its kill date. */
    static List<String> on(LocalDate today, List<CodeReference> toggles) {
        record Expired(LocalDate date, CodeReference toggle) {}
        List<Expired> expired = new ArrayList<>();
        for (CodeReference toggle : toggles) {
            LocalDate date = toggle.expires();
            if (date != null && date.isBefore(today)) {
                expired.add(new Expired(date, toggle));
            }
        }
        return expired.stream()
                .sorted(Comparator.comparing(Expired::date)
                        .thenComparing(each -> each.toggle().flag())
                        .thenComparing(each -> each.toggle().place()))
                .map(each -> line(each.toggle(), each.date(), today))
                .distinct()
                .toList();
    }

    private static String line(CodeReference toggle, LocalDate date, LocalDate today) {
        long days = ChronoUnit.DAYS.between(date, today);
        return toggle.flag() + " is " + days + (days == 1 ? " day" : " days") + " past its kill date " + date + ": "
                + toggle.place();
    }
}
