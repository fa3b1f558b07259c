package io.burstlease.host;

/** How an attempt was settled. */
public enum Settlement {
    /** The cloud's reply named the instances. */
    BOUGHT,
    /** All its sends have parsed refusals that mean nothing was bought. */
    REFUSED,
    /** Reads by its tag found instances, which were adopted; or what it is for stood already and nothing was sent. */
    ADOPTED,
    /** Two complete readings by its tag found nothing, late enough for that to prove it. */
    NOTHING
}
