package io.burstlease.workflow;

/** A run tried to write after another run, or nobody, had taken over its errand. */
public final class LostClaimException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LostClaimException(String errand, String thing, long fence) {
        super("claim %d of %s for %s is lost".formatted(fence, errand, thing));
    }
}
