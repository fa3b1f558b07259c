package io.burstlease.adopt;

import io.burstlease.audit.Act;
import io.burstlease.cloud.ChargeType;
import io.burstlease.host.Host;
import io.burstlease.host.Means;
import io.burstlease.host.PaidAhead;
import io.burstlease.host.Standing;
import io.burstlease.host.Takeover;
import io.burstlease.lease.AskCheck;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.Leases;
import io.burstlease.lease.SoundAsk;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.team.Teams;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes leases of hosts that were examined, in one transaction: all of them or none. An operator answers for it in
 * place of a lead, but not in place of the team's limits and budgets, which are locked and held to as for every
 * approval.
 */
@Component
class TakeIn {

    private final AskCheck askCheck;
    private final Teams teams;
    private final Means means;
    private final Leases leases;
    private final Takeover takeover;
    private final AdoptionTable table;
    private final BillingZone billingZone;
    private final Clock clock;

    TakeIn(
            AskCheck askCheck,
            Teams teams,
            Means means,
            Leases leases,
            Takeover takeover,
            AdoptionTable table,
            BillingZone billingZone,
            Clock clock) {
        this.askCheck = askCheck;
        this.teams = teams;
        this.means = means;
        this.leases = leases;
        this.takeover = takeover;
        this.table = table;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    /** Hosts that become one lease. */
    private record Party(HostToAdopt lease, ChargeType chargeType, List<Examined> hosts) {

        String team() {
            return Objects.requireNonNull(lease.team());
        }

        LeaseAsk charged(LeaseAsk application) {
            return chargeType == ChargeType.PREPAID ? application.paidFor(PaidRules.MONTH) : application;
        }

        /** Until when all of them are paid for. */
        Optional<Instant> paidUntil() {
            return hosts.stream()
                    .map(host -> Objects.requireNonNull(host.standing()).paidAhead())
                    .filter(Objects::nonNull)
                    .map(PaidAhead::until)
                    .min(Comparator.naturalOrder());
        }

        Money hourly() {
            return hosts.stream()
                    .map(host -> Objects.requireNonNull(host.standing()).hourlyPrice())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /** What stands against one of the leases; everything that was done for the others has to be undone. */
    static final class Refused extends RuntimeException {

        private final transient Map<Integer, List<Finding>> findings = new LinkedHashMap<>();

        private Refused(Party party, Finding finding) {
            super(finding.detail());
            party.hosts().forEach(host -> findings.put(host.row().ordinal(), List.of(finding)));
        }

        Map<Integer, List<Finding>> findings() {
            return findings;
        }
    }

    /**
     * In the caller's transaction.
     *
     * @throws Refused to be rolled back
     */
    void all(Adoption adoption, List<Examined> examined) {
        List<Party> parties = parties(examined);
        parties.stream().map(Party::team).distinct().forEach(teams::lockLimits);
        for (Party party : parties) {
            try {
                one(adoption, party);
            } catch (ProblemException refused) {
                throw new Refused(party, finding(refused));
            }
        }
    }

    /** In order of team, which is the order of their budgets' locks. */
    private static List<Party> parties(List<Examined> examined) {
        Map<List<Object>, Party> parties = new LinkedHashMap<>();
        for (Examined host : examined) {
            ChargeType chargeType = Objects.requireNonNull(host.standing()).chargeType();
            HostToAdopt lease = host.row().wish().lease();
            parties.computeIfAbsent(List.of(lease, chargeType), key -> new Party(lease, chargeType, new ArrayList<>()))
                    .hosts()
                    .add(host);
        }
        return parties.values().stream()
                .sorted(Comparator.comparing(Party::team))
                .toList();
    }

    private void one(Adoption adoption, Party party) {
        SoundAsk ask = askCheck.check(
                party.lease().ask(party.hosts().size(), party.chargeType().name()), team -> {});
        Money most = means.within(ask, party.hourly());
        Instant now = clock.instant();
        LeaseAsk application = party.charged(ask.application(
                adoption.applicant(), party.lease().owner(), party.lease().purpose(), null, most));
        Instant end = application.term() == null
                ? Objects.requireNonNull(application.askedEndAt())
                : application.endOfTerm(now, billingZone);
        party.paidUntil().filter(end.plus(application.grace())::isAfter).ifPresent(paid -> {
            throw new Refused(
                    party,
                    new Finding(
                            "paid-too-short",
                            "it is paid until " + paid + ", and with its grace the lease would last until "
                                    + end.plus(application.grace()) + ": let it end before, and renew it"));
        });
        Lease lease = leases.standing(application, end, Act.by(adoption.actor(), now, "adoption " + adoption.id()));
        for (Examined examined : party.hosts()) {
            Standing standing = Objects.requireNonNull(examined.standing());
            Host host = takeover.of(lease.id(), standing).orElseThrow(() -> known(party, standing));
            table.became(adoption.id(), examined.row().ordinal(), host.id());
        }
        means.setAside(lease);
    }

    private static Refused known(Party party, Standing standing) {
        return new Refused(party, new Finding("known-instance", standing.instanceId() + " is a host here already"));
    }

    private static Finding finding(ProblemException refused) {
        return refused.faults().stream()
                .findFirst()
                .map(fault -> new Finding(fault.reason(), fault.field() + ": " + fault.message()))
                .orElseGet(() -> new Finding(refused.reason(), refused.detail()));
    }
}
