package io.burstlease.provision;

import io.burstlease.budget.Budgets;
import io.burstlease.host.Commitments;
import io.burstlease.lease.Lease;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Sets aside what a purchase may come to, in the transaction that records the intent to make it. A replacement costs
 * more than was approved, because the host it replaces has cost something as well.
 */
@Component
class Funds {

    private final Budgets budgets;
    private final Commitments commitments;

    Funds(Budgets budgets, Commitments commitments) {
        this.budgets = budgets;
        this.commitments = commitments;
    }

    /**
     * Holds the money for the lease's hosts and as many more. What stands against it, in words that begin with a stable
     * code; empty when it is held. The caller holds the lease's lock; nothing changes where the money is not there.
     */
    Optional<String> hold(Lease lease, int more) {
        return switch (budgets.reserve(
                lease.id(),
                lease.ask().teamId(),
                commitments.of(lease, lease.ask().hourly(), lease.end(), more))) {
            case Budgets.Decision.Granted ignored -> Optional.empty();
            case Budgets.Decision.Short shortage ->
                Optional.of(shortage.reason() + ": " + shortage.month() + " needs "
                        + shortage.needed().rounded() + " and has "
                        + shortage.free().rounded() + " free");
        };
    }
}
