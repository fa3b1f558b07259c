package io.burstlease.audit;

/** The append-only record of who did what, when and why. */
public interface Audit {

    /**
     * Adds an entry in the caller's transaction, which must be open: the entry and what it tells of are kept together
     * or not at all.
     */
    void record(AuditEntry entry);
}
