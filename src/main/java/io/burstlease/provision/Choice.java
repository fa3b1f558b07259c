package io.burstlease.provision;

import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.money.Money;
import io.burstlease.offer.Offer;
import io.burstlease.offer.Prepaid;
import io.burstlease.offer.RankedOffer;
import io.burstlease.offer.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which offer a lease takes next: the cheapest one that nothing stands against.
 *
 * @param taken null when every offer has something against it
 * @param findings what stands against the others
 * @param gatherAgain a gang stands in an offer that has no more to give, while another could hold all of it
 */
record Choice(@Nullable Offer taken, List<Finding> findings, boolean gatherAgain) {

    private static final String REFUSED_LATELY = "refused-lately";

    /** Two hosts that broke by the same gate speak against the offer, not against the hosts. */
    private static final int FAILURES_OF_ONE_GATE = 2;

    /** When the first of the findings may be over. */
    Optional<Instant> until() {
        return findings.stream()
                .flatMap(finding -> Optional.ofNullable(finding.until()).stream())
                .min(Comparator.naturalOrder());
    }

    /**
     * @param hosts every host the lease ever had
     * @param log what the lease met with its offers before
     */
    static Choice of(
            LeaseAsk ask, List<RankedOffer> ranked, List<Host> hosts, List<PlacementLog.Entry> log, Instant now) {
        Optional<Host> anchor = anchor(ask, hosts);
        List<Finding> findings = new ArrayList<>();
        List<Offer> open = new ArrayList<>();
        for (RankedOffer candidate : ranked) {
            against(ask, candidate, hosts, log, now).ifPresentOrElse(findings::add, () -> open.add(candidate.offer()));
        }
        List<Offer> here = open.stream()
                .filter(offer -> anchor.isEmpty() || isOf(anchor.get(), offer))
                .toList();
        if (!here.isEmpty()) {
            return new Choice(here.getFirst(), findings, false);
        }
        boolean exhausted = anchor.isPresent()
                && findings.stream().anyMatch(finding -> isOf(anchor.get(), finding.offer()) && lasts(finding));
        open.forEach(offer ->
                findings.add(new Finding(offer, "gang-keeps-its-offer", "the gang stands elsewhere already", null)));
        return new Choice(null, findings, exhausted && !open.isEmpty());
    }

    /** A refusal that is no want of stock is over soon, and no reason to give back what was bought. */
    private static boolean lasts(Finding finding) {
        return !finding.reason().equals(REFUSED_LATELY);
    }

    private static Optional<Finding> against(
            LeaseAsk ask, RankedOffer candidate, List<Host> hosts, List<PlacementLog.Entry> log, Instant now) {
        Offer offer = candidate.offer();
        Standing standing = candidate.standing();
        if (!standing.usable()) {
            return Optional.of(new Finding(offer, standing.reason(), standing.detail(), standing.until()));
        }
        return dearer(ask, offer).or(() -> held(offer, log, now)).or(() -> failing(offer, hosts));
    }

    /** What is paid in advance is approved as a whole; a shorter time that is left may cost more by the hour. */
    private static Optional<Finding> dearer(LeaseAsk ask, Offer offer) {
        Prepaid prepaid = offer.prepaid();
        Money price = prepaid == null ? offer.hourly() : prepaid.price();
        Money approved = prepaid == null ? ask.hourly() : Prepaid.most(ask.hourly(), ask.paidPeriod());
        String what = prepaid == null ? "%s an hour, %s was approved" : "%s at once, %s was approved";
        return price.compareTo(approved) > 0
                ? Optional.of(new Finding(
                        offer, "dearer-than-approved", what.formatted(price.amount(), approved.amount()), null))
                : Optional.empty();
    }

    private static Optional<Finding> held(Offer offer, List<PlacementLog.Entry> log, Instant now) {
        return log.stream()
                .filter(entry -> entry.outcome().equals("REFUSED") && entry.family() != null)
                .filter(entry -> entry.until() != null && entry.until().isAfter(now))
                .filter(entry -> entry.isOf(offer)
                        || Hold.after(Objects.requireNonNull(entry.family())).everywhere())
                .findFirst()
                .map(entry ->
                        new Finding(offer, REFUSED_LATELY, entry.reason() + ": " + entry.detail(), entry.until()));
    }

    private static Optional<Finding> failing(Offer offer, List<Host> hosts) {
        return hosts.stream()
                .filter(host -> host.leaving().equals(Optional.of(Leaving.BROKEN)) && isOf(host, offer))
                .collect(Collectors.groupingBy(Choice::gate, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(gate -> gate.getValue() >= FAILURES_OF_ONE_GATE)
                .findFirst()
                .map(gate -> new Finding(
                        offer, "gate-failed", gate.getKey() + " failed " + gate.getValue() + " times here", null));
    }

    /** The stable code that a reason begins with. */
    private static String gate(Host host) {
        String reason = host.leavingReason().orElse("unknown");
        int colon = reason.indexOf(':');
        return colon < 0 ? reason : reason.substring(0, colon);
    }

    /** Where a gang stands: all its hosts share one offer. */
    private static Optional<Host> anchor(LeaseAsk ask, List<Host> hosts) {
        return ask.minHosts() < ask.hosts()
                ? Optional.empty()
                : hosts.stream().filter(Choice::stands).findFirst();
    }

    private static boolean stands(Host host) {
        return host.leaving().isEmpty() && host.state() != HostState.PLANNED && host.state() != HostState.GONE;
    }

    private static boolean isOf(Host host, Offer offer) {
        return host.instanceType().equals(Optional.of(offer.instanceType()))
                && host.zone().equals(Optional.of(offer.zone()))
                && host.chargeType().equals(Optional.of(offer.chargeType()));
    }
}
