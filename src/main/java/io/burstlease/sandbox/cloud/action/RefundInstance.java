package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.CloudEvent;
import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.state.TokenUse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Pays back what is left of a pre-paid instance, which goes at once. */
final class RefundInstance implements Action {

    @Override
    public String name() {
        return "RefundInstance";
    }

    @Override
    public Set<String> versions() {
        return Refunds.VERSIONS;
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.params().oneOf("ImmediatelyRelease", "1", Set.of("0", "1"));
        Optional<TokenUse> earlier = call.earlierUse();
        if (earlier.isPresent()) {
            return reply(Objects.requireNonNull(earlier.get().orderId()));
        }
        Refunds refunds = new Refunds(call);
        Map<String, Object> refusal = refunds.refusal();
        if (!refusal.isEmpty()) {
            return refusal;
        }
        Instance instance = refunds.instance();
        String orderId = call.dice().orderId();
        call.commit()
                .accept(new CloudEvent.Refunded(
                        call.now(),
                        instance.id(),
                        call.now().plus(call.world().behaviour().delays().deleting()),
                        refunds.amounts(),
                        call.useToken(List.of(instance.id()), orderId),
                        orderId,
                        call.requestId()));
        return reply(orderId);
    }

    private static Map<String, Object> reply(String orderId) {
        return Refunds.done(Map.of("HostId", "cn", "OrderId", Long.parseLong(orderId)));
    }
}
