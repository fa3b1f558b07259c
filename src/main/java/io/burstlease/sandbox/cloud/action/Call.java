package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.CloudEvent;
import io.burstlease.sandbox.cloud.state.CloudState;
import io.burstlease.sandbox.cloud.state.Dice;
import io.burstlease.sandbox.cloud.state.TokenUse;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cloud.world.TokenMemory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of an action and what it may use.
 *
 * @param commit keeps an effect for good and applies it to the state
 */
public record Call(
        String action,
        Params params,
        boolean allowed,
        Instant now,
        String requestId,
        CloudWorld world,
        CloudState state,
        Dice dice,
        Faults faults,
        Consumer<CloudEvent> commit) {

    void requireRegion() {
        String region = params.required("RegionId");
        if (!region.equals(world.network().regionId())) {
            throw new Refusal(404, "InvalidRegionId.NotFound", "The specified RegionId does not exist.");
        }
    }

    void requireRights() {
        if (!allowed) {
            throw Refusal.noRights();
        }
    }

    /** Ends a dry run with the error that means success. */
    void endDryRun() {
        if (params.flag("DryRun", false)) {
            throw Refusal.wouldSucceed();
        }
    }

    /**
     * The first use of this call's client token, if it is still remembered; a reuse with other parameters is refused.
     */
    Optional<TokenUse> earlierUse() {
        String token = token();
        if (token == null) {
            return Optional.empty();
        }
        Optional<TokenUse> use = state.tokens().find(action, token, now);
        if (use.isPresent() && !use.get().digest().equals(params.digest())) {
            throw new Refusal(
                    400,
                    "IdempotentParameterMismatch",
                    "The request uses the same client token as a previous, but non-identical request. Do not reuse a"
                            + " client token with different requests, unless the requests are identical.");
        }
        return use;
    }

    @Nullable
    TokenUse useToken(List<String> instanceIds, @Nullable String orderId) {
        String token = token();
        if (token == null) {
            return null;
        }
        TokenMemory memory = world.behaviour().tokens();
        Instant forgetAt = now.plus(dice.between(memory.shortest(), memory.longest()));
        return new TokenUse(action, token, params.digest(), forgetAt, instanceIds, orderId);
    }

    private @Nullable String token() {
        String token = params.get("ClientToken");
        if (token != null && !token.matches("\\p{ASCII}{1,64}")) {
            throw Refusal.invalid("ClientToken");
        }
        return token;
    }
}
