package io.burstlease.lease;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A protected window as people write and read it; nothing is checked. */
@Schema(
        name = "ProtectedWindow",
        description =
                "A time of day, on some days of the week, in which the hosts of a serving lease are never drained.",
        example = """
                {"days": ["FRIDAY", "SATURDAY"], "from": "18:00", "to": "02:00"}""")
public record WeeklyWindow(
        @Schema(
                description = "The days on which it opens, in the billing zone; every day where absent.",
                example = "[\"FRIDAY\", \"SATURDAY\"]")
        @Nullable
        List<String> days,

        @Schema(
                description = "When it opens, in the billing zone.",
                example = "18:00",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String from,

        @Schema(
                description = "When it closes; on the next day where it is not after from.",
                example = "02:00",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String to) {

    static List<WeeklyWindow> of(Protection protection) {
        return protection.windows().stream()
                .map(window -> new WeeklyWindow(
                        window.days().stream().map(DayOfWeek::name).toList(),
                        window.from().toString(),
                        window.to().toString()))
                .toList();
    }
}
