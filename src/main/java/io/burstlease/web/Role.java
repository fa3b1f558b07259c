package io.burstlease.web;

import java.util.Locale;

/** What a caller may do; named by a claim of the identity provider. */
public enum Role {
    /** Quotes, applies, renews and releases for their teams. */
    MEMBER,
    /** Decides applications and renewals of their teams. */
    LEAD,
    /** Reads costs of all teams. */
    FINANCE,
    /** Runs the installation. */
    OPERATOR,
    /** A machine client: a platform that asks for capacity. */
    PLATFORM;

    /** The name as the claim states it. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
