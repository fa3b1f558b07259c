package io.burstlease.sandbox.cloud.world;

/** How the emulated cloud behaves over time. */
public record Behaviour(Delays delays, Limits limits, TokenMemory tokens) {

    public Behaviour withDelays(Delays changed) {
        return new Behaviour(changed, limits, tokens);
    }

    public Behaviour withLimits(Limits changed) {
        return new Behaviour(delays, changed, tokens);
    }

    public Behaviour withTokens(TokenMemory changed) {
        return new Behaviour(delays, limits, changed);
    }
}
