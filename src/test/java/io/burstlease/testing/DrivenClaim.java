package io.burstlease.testing;

import io.burstlease.workflow.Claim;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The claim of one run of {@link HandDrivenErrands}, whose settlements are real transactions and may kill the run. */
record DrivenClaim(HandDrivenErrands errands, TransactionTemplate transactions, ErrandKey key, long fence)
        implements Claim {

    @Override
    public String thing() {
        return key.thing();
    }

    @Override
    @SuppressWarnings("NullAway") // what comes out of the template is what the work gave, null or not
    public <T> T settle(Supplier<T> work) {
        Settlements settlements = errands.settlements();
        settlements.come(key.name());
        errands.mustHold(key, fence);
        Death fatal = settlements.begin().orElse(null);
        die(fatal, Death.BEFORE_WORK);
        T answer = transactions.execute(status -> {
            T written = work.get();
            die(fatal, Death.BEFORE_COMMIT);
            return written;
        });
        die(fatal, Death.AFTER_COMMIT);
        settlements.done(key.name());
        return answer;
    }

    private static void die(@Nullable Death fatal, Death here) {
        if (fatal == here) {
            throw new Died(here);
        }
    }
}
