package io.burstlease.workflow;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/** The claim of a run on its row in the table. */
record HeldClaim(String name, String thing, long fence, ErrandTable table, TransactionTemplate transactions)
        implements Claim {

    @Override
    @SuppressWarnings("NullAway") // what comes out of the template is what the work gave, null or not
    public <T> T settle(Supplier<T> work) {
        return transactions.execute(status -> {
            if (!table.hold(name, thing).by(fence)) {
                throw new LostClaimException(name, thing, fence);
            }
            return work.get();
        });
    }
}
