package io.burstlease.apply;

import io.burstlease.lease.AutoRenew;
import io.burstlease.lease.SoundAsk;
import io.burstlease.lease.Term;
import io.burstlease.money.BillingZone;
import io.burstlease.team.Team;
import io.burstlease.web.Fault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wish that a lease be renewed without anybody asking, as it comes in. */
@Schema(
        name = "AutoRenewAsk",
        description =
                "That the lease be renewed without anybody asking. It is granted with the lease; each renewal still "
                        + "has to fit the budget and the price, and is left to a lead where it does not.",
        example = """
        {"term": "P1D", "until": "2027-01-31T10:00:00Z"}""")
record AutoRenewAsk(
        @Schema(
                description = "By how much each time, as ISO 8601 counted from the end it has.",
                example = "P1D",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String term,

        @Schema(
                description = "RFC 3339: no end is moved past this.",
                example = "2027-01-31T10:00:00Z",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String until) {

    /** What is wrong with it by itself. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        if (term == null) {
            faults.add(new Fault("autoRenew.term", "required", "must be stated"));
        } else {
            try {
                Term.parse(term);
            } catch (IllegalArgumentException unreadable) {
                faults.add(new Fault("autoRenew.term", "format", "ISO 8601, such as PT8H, P7D or P1M"));
            }
        }
        if (until == null) {
            faults.add(new Fault("autoRenew.until", "required", "must be stated"));
        } else {
            try {
                Instant.parse(until);
            } catch (DateTimeException unreadable) {
                faults.add(new Fault("autoRenew.until", "format", "RFC 3339, such as 2027-01-31T10:00:00Z"));
            }
        }
        return faults;
    }

    /** One without faults; what is wrong with it for that lease is added to them. */
    AutoRenew of(SoundAsk ask, Team team, BillingZone billingZone, List<Fault> faults) {
        Term each = Term.parse(String.valueOf(term));
        Instant last = Instant.parse(String.valueOf(until)).truncatedTo(ChronoUnit.MICROS);
        if (!last.isAfter(ask.latestEnd())) {
            faults.add(new Fault(
                    "autoRenew.until", "past-end", "The lease may last until " + ask.latestEnd() + " without it."));
        }
        Duration longest = Duration.between(ask.latestEnd(), each.from(ask.latestEnd(), billingZone));
        if (longest.compareTo(Duration.ofDays(team.maxTermDays())) > 0) {
            faults.add(new Fault(
                    "autoRenew.term", "over-team-term", "At most " + team.maxTermDays() + " days at a time."));
        }
        return new AutoRenew(each.toString(), last);
    }
}
