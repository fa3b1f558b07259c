package io.burstlease.offer;

/** An offer in its place in the order in which offers are tried; those that cannot be taken stand last and say why. */
public record RankedOffer(Offer offer, Standing standing) {

    public boolean isUsable() {
        return standing.usable();
    }

    /** It may be taken now, or when a refusal of the cloud was long enough ago. */
    public boolean isThereSomeDay() {
        return isUsable() || standing.until() != null;
    }
}
