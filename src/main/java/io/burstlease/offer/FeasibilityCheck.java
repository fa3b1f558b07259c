package io.burstlease.offer;

/**
 * One question whose answer belongs into every quote and every decision. Beans of this type are found and asked; they
 * read our own tables only, because they are asked inside transactions.
 */
public interface FeasibilityCheck {

    Verdict check(Need need);
}
