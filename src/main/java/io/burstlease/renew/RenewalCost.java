package io.burstlease.renew;

import io.burstlease.budget.Projection;
import io.burstlease.cloud.ChargeType;
import io.burstlease.host.Commitments;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.money.Money;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What a later end costs at the agreed price. */
@Component
class RenewalCost {

    private final Commitments commitments;

    RenewalCost(Commitments commitments) {
        this.commitments = commitments;
    }

    /** Of hosts paid in advance every further period that has to be paid, and nothing while they are paid for. */
    Money of(Lease lease, Instant oldEnd, Instant newEnd) {
        LeaseAsk ask = lease.ask();
        return ask.chargeType() == ChargeType.PREPAID
                ? committed(lease, newEnd).minus(committed(lease, oldEnd))
                : Projection.total(ask.hourly(), ask.hosts(), oldEnd, newEnd);
    }

    private Money committed(Lease lease, Instant end) {
        Money hourly = lease.ask().hourly();
        return Projection.sum(commitments.of(lease, hourly, end, 0).values(), hourly.currency());
    }
}
