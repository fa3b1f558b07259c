package io.burstlease.lease;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the protected windows of an ask; one that has a fault is left out. */
final class AskWindowRules {

    static final int MOST_WINDOWS = 14;

    private static final String FIELD = "protectedWindows";

    private final AskFaults faults;

    AskWindowRules(AskFaults faults) {
        this.faults = faults;
    }

    Protection read(@Nullable List<WeeklyWindow> stated, Workload workload) {
        if (stated == null || stated.isEmpty()) {
            return Protection.NONE;
        }
        if (workload != Workload.SERVING) {
            faults.add(FIELD, "only-serving", "only a lease for SERVING has times in which it is not drained");
        }
        if (stated.size() > MOST_WINDOWS) {
            faults.add(FIELD, "max", "at most %d windows".formatted(MOST_WINDOWS));
            return Protection.NONE;
        }
        List<ProtectedWindow> windows = new ArrayList<>();
        for (int i = 0; i < stated.size(); i++) {
            window("%s[%d]".formatted(FIELD, i), stated.get(i)).ifPresent(windows::add);
        }
        return new Protection(windows);
    }

    private Optional<ProtectedWindow> window(String field, WeeklyWindow stated) {
        List<DayOfWeek> days = days(field + ".days", stated.days());
        Optional<LocalTime> from = time(field + ".from", stated.from());
        Optional<LocalTime> to = time(field + ".to", stated.to());
        return from.isPresent() && to.isPresent() && !days.isEmpty()
                ? Optional.of(new ProtectedWindow(days, from.get(), to.get()))
                : Optional.empty();
    }

    private List<DayOfWeek> days(String field, @Nullable List<String> stated) {
        List<DayOfWeek> week = Arrays.asList(DayOfWeek.values());
        if (stated == null) {
            return week;
        }
        List<DayOfWeek> days =
                week.stream().filter(day -> stated.contains(day.name())).toList();
        if (stated.isEmpty() || !week.stream().map(DayOfWeek::name).toList().containsAll(stated)) {
            faults.add(field, "unknown-value", "must be some of " + week);
        }
        return days;
    }

    private Optional<LocalTime> time(String field, @Nullable String text) {
        try {
            return faults.required(field, text).map(LocalTime::parse).map(time -> time.truncatedTo(ChronoUnit.MINUTES));
        } catch (DateTimeParseException unreadable) {
            faults.add(field, "type", "must be a time of day such as 18:00");
            return Optional.empty();
        }
    }
}
