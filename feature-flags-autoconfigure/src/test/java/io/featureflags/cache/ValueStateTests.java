package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.StoredValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The states of a value, and the whole table of transitions. A dot is a state that stays as it is. */
class ValueStateTests {

    private static final String READINGS = """
                               VALUE_READ ABSENCE_READ    DELETION_READ UNREADABLE
            UNREAD             CURRENT    ABSENT          ABSENT        .
            UNREAD_RESTORED    CURRENT    ABSENT          ABSENT        UNREAD_LAST_KNOWN
            UNREAD_LAST_KNOWN  CURRENT    ABSENT          ABSENT        .
            UNREAD_AT_RISK     CURRENT    UNREAD_VANISHED ABSENT        .
            UNREAD_VANISHED    CURRENT    .               ABSENT        .
            ABSENT             CURRENT    .               .             LAST_KNOWN_ABSENT
            LAST_KNOWN_ABSENT  CURRENT    ABSENT          ABSENT        .
            CURRENT            .          ABSENT          ABSENT        LAST_KNOWN
            CURRENT_AT_RISK    CURRENT    VANISHED        ABSENT        LAST_KNOWN_AT_RISK
            LAST_KNOWN         CURRENT    ABSENT          ABSENT        .
            LAST_KNOWN_AT_RISK CURRENT    VANISHED        ABSENT        .
            RESTORED           CURRENT    ABSENT          ABSENT        LAST_KNOWN
            VANISHED           CURRENT    .               ABSENT        .
            """;

    private static final String REPORTS = """
                               ABSENCE_REMEMBERED SNAPSHOT_RESTORED DATA_LOSS_REPORTED DATA_LOSS_DETECTED
            UNREAD             LAST_KNOWN_ABSENT  UNREAD_RESTORED   .                  UNREAD_VANISHED
            UNREAD_RESTORED    RESTORED           .                 .                  UNREAD_VANISHED
            UNREAD_LAST_KNOWN  LAST_KNOWN         .                 UNREAD_AT_RISK     UNREAD_VANISHED
            UNREAD_AT_RISK     LAST_KNOWN_AT_RISK .                 .                  UNREAD_VANISHED
            UNREAD_VANISHED    VANISHED           .                 .                  .
            ABSENT             .                  .                 .                  VANISHED
            LAST_KNOWN_ABSENT  .                  RESTORED          .                  VANISHED
            CURRENT            .                  .                 CURRENT_AT_RISK    VANISHED
            CURRENT_AT_RISK    .                  .                 .                  VANISHED
            LAST_KNOWN         .                  .                 LAST_KNOWN_AT_RISK VANISHED
            LAST_KNOWN_AT_RISK .                  .                 .                  VANISHED
            RESTORED           .                  .                 .                  VANISHED
            VANISHED           .                  .                 .                  .
            """;

    @Test
    void readingsHaveTheseTransitions() {
        assertThat(table(
                        ValueEvent.VALUE_READ,
                        ValueEvent.ABSENCE_READ,
                        ValueEvent.DELETION_READ,
                        ValueEvent.UNREADABLE))
                .isEqualTo(READINGS);
    }

    @Test
    void reportsHaveTheseTransitions() {
        assertThat(table(
                        ValueEvent.ABSENCE_REMEMBERED,
                        ValueEvent.SNAPSHOT_RESTORED,
                        ValueEvent.DATA_LOSS_REPORTED,
                        ValueEvent.DATA_LOSS_DETECTED))
                .isEqualTo(REPORTS);
        assertThat(ValueEvent.values())
                .as("no event is missing in the two tables")
                .hasSize(8);
    }

    @Test
    void everyStateIsReachable() {
        Set<ValueState> reached = EnumSet.of(ValueState.UNREAD);
        int before = 0;
        while (reached.size() > before) {
            before = reached.size();
            for (ValueState state : EnumSet.copyOf(reached)) {
                Arrays.stream(ValueEvent.values())
                        .map(event -> event.after(state))
                        .forEach(reached::add);
            }
        }

        assertThat(reached).containsExactly(ValueState.values());
    }

    @Test
    void statesHaveTheseProperties() {
        assertThat(states(ValueState::isCurrent)).isEqualTo("ABSENT CURRENT CURRENT_AT_RISK");
        assertThat(states(ValueState::isVanished)).isEqualTo("UNREAD_VANISHED VANISHED");
        assertThat(states(ValueState::isPresent))
                .isEqualTo("UNREAD_LAST_KNOWN UNREAD_AT_RISK CURRENT CURRENT_AT_RISK LAST_KNOWN LAST_KNOWN_AT_RISK");
        assertThat(states(ValueState::isUnread))
                .isEqualTo("UNREAD UNREAD_RESTORED UNREAD_LAST_KNOWN UNREAD_AT_RISK UNREAD_VANISHED");
    }

    @Test
    void eachReadingIsAnEvent() {
        assertThat(ValueEvent.of(new StoredValue.Text("true"))).isEqualTo(ValueEvent.VALUE_READ);
        assertThat(ValueEvent.of(new StoredValue.NoText("a list", "(list)"))).isEqualTo(ValueEvent.VALUE_READ);
        assertThat(ValueEvent.of(new StoredValue.Absent())).isEqualTo(ValueEvent.ABSENCE_READ);
        assertThat(ValueEvent.of(new StoredValue.Absent(true))).isEqualTo(ValueEvent.DELETION_READ);
        assertThat(ValueEvent.of(new StoredValue.Unreadable("NOPERM"))).isEqualTo(ValueEvent.UNREADABLE);
    }

    private static String states(Predicate<ValueState> property) {
        return Arrays.stream(ValueState.values())
                .filter(property)
                .map(ValueState::name)
                .collect(Collectors.joining(" "));
    }

    /** Renders the table of some events, with columns as wide as their widest cell. */
    private static String table(ValueEvent... events) {
        int[] widths = Arrays.stream(events).mapToInt(ValueStateTests::width).toArray();
        int first = width(Arrays.stream(ValueState.values()).map(ValueState::name));
        StringBuilder table = new StringBuilder(pad("", first));
        for (int column = 0; column < events.length; column++) {
            table.append(' ').append(pad(events[column].name(), widths[column]));
        }
        for (ValueState state : ValueState.values()) {
            table.append('\n').append(pad(state.name(), first));
            for (int column = 0; column < events.length; column++) {
                table.append(' ').append(pad(cell(events[column], state), widths[column]));
            }
        }
        return table.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String cell(ValueEvent event, ValueState state) {
        ValueState next = event.after(state);
        return next == state ? "." : next.name();
    }

    private static int width(ValueEvent event) {
        return width(Stream.concat(
                Stream.of(event.name()), Arrays.stream(ValueState.values()).map(state -> cell(event, state))));
    }

    private static int width(Stream<String> cells) {
        return cells.mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
