package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.money.BillingZone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ProtectionTests {

    private static final BillingZone SHANGHAI = new BillingZone(ZoneId.of("Asia/Shanghai"));
    private static final Duration GRACE = Duration.ofMinutes(30);

    /** From Friday to Sunday, evenings until after midnight: 10:00 to 18:00 UTC. */
    private final Protection evenings = Protection.parse("FRIDAY/SATURDAY 18:00-02:00");

    @Test
    void an_end_outside_stays() {
        assertThat(clear(evenings, "2026-03-06T09:30:00Z")).isEqualTo("2026-03-06T09:30:00Z");
        assertThat(clear(Protection.NONE, "2026-03-06T12:00:00Z")).isEqualTo("2026-03-06T12:00:00Z");
        assertThat(clear(evenings, "2026-03-05T12:00:00Z")).isEqualTo("2026-03-05T12:00:00Z");
    }

    @Test
    void an_end_inside_is_moved_to_the_close_on_the_next_day() {
        assertThat(clear(evenings, "2026-03-06T10:00:00Z")).isEqualTo("2026-03-06T18:00:00Z");
        assertThat(clear(evenings, "2026-03-06T17:59:59Z")).isEqualTo("2026-03-06T18:00:00Z");
        assertThat(clear(evenings, "2026-03-06T18:00:00Z")).isEqualTo("2026-03-06T18:00:00Z");
    }

    @Test
    void an_end_whose_grace_reaches_into_a_window_is_moved_behind_it() {
        assertThat(clear(evenings, "2026-03-06T09:30:01Z")).isEqualTo("2026-03-06T18:00:00Z");
    }

    @Test
    void windows_that_leave_no_room_between_them_count_as_one() {
        Protection twice = Protection.parse("FRIDAY 08:00-12:00, FRIDAY 12:20-14:00");

        assertThat(clear(twice, "2026-03-06T01:00:00Z")).isEqualTo("2026-03-06T06:00:00Z");
    }

    @Test
    void a_window_from_a_time_to_the_same_lasts_a_day() {
        Protection sunday = Protection.parse("SUNDAY 00:00-00:00");

        assertThat(clear(sunday, "2026-03-08T06:00:00Z")).isEqualTo("2026-03-08T16:00:00Z");
    }

    @Test
    void windows_that_leave_no_time_at_all_are_found_out() {
        String week = "MONDAY/TUESDAY/WEDNESDAY/THURSDAY/FRIDAY/SATURDAY/SUNDAY ";

        assertThat(Protection.parse(week + "00:00-00:00").clear(Instant.EPOCH, GRACE, SHANGHAI))
                .isEmpty();
        assertThat(Protection.parse(week + "00:20-00:00").clear(Instant.EPOCH, GRACE, SHANGHAI))
                .isEmpty();
        assertThat(Protection.parse(week + "00:30-00:00").clear(Instant.EPOCH, GRACE, SHANGHAI))
                .isPresent();
    }

    @Test
    void what_is_written_is_read_again() {
        String text = "MONDAY/FRIDAY 18:00-02:00, SUNDAY 00:00-00:00";

        assertThat(Protection.parse(text)).hasToString(text);
        assertThat(Protection.parse("")).isEqualTo(Protection.NONE).hasToString("");
    }

    private static String clear(Protection protection, String from) {
        return protection
                .clear(Instant.parse(from), GRACE, SHANGHAI)
                .orElseThrow()
                .toString();
    }
}
