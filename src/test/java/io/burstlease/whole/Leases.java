package io.burstlease.whole;

import io.burstlease.client.ApiException;
import io.burstlease.client.model.Application;
import io.burstlease.client.model.Lease;
import io.burstlease.testing.Poll;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Leases by their role in a test. */
final class Leases {

    private static final Set<Lease.StateEnum> OVER = EnumSet.of(
            Lease.StateEnum.RELEASED,
            Lease.StateEnum.FAILED,
            Lease.StateEnum.CANCELLED,
            Lease.StateEnum.REJECTED,
            Lease.StateEnum.LAPSED);

    private Leases() {}

    static Application ofTwoA10() {
        return new Application()
                .team("vtraining")
                .project("llm")
                .hostClass("a10-1x")
                .hosts(2)
                .term("PT2H")
                .grace("PT1M")
                .purpose("Fine-tuning run 42");
    }

    /** What If-Match wants. */
    static String version(Lease lease) {
        return "\"" + lease.getVersion() + "\"";
    }

    static void await(User user, String lease, Lease.StateEnum state, Duration limit) {
        Poll.until("lease " + lease + " is " + state, limit, () -> {
            Lease.StateEnum now = state(user, lease);
            if (now != state && OVER.contains(now)) {
                throw new AssertionError("lease " + lease + " is " + now + " and will never be " + state);
            }
            return now == state;
        });
    }

    static boolean isOver(User user, String lease) {
        return OVER.contains(state(user, lease));
    }

    private static Lease.StateEnum state(User user, String lease) {
        try {
            return user.leases().getLease(lease, null).getState();
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }
}
