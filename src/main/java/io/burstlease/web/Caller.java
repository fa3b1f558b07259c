package io.burstlease.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling; an argument of any controller method.
 *
 * @param subject stable name in the identity provider
 * @param name for people to read
 * @param onBehalfOf the person a machine client acts for, as it states it
 * @param machine whether it is a program: it has the role {@link Role#PLATFORM} and none that a person has
 */
public record Caller(
        String subject,
        String name,
        Set<Role> roles,
        @Nullable String onBehalfOf,
        boolean machine) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Who the audit trail names: the subject, or {@code subject for person}. */
    public String actor() {
        return onBehalfOf == null ? subject : subject + " for " + onBehalfOf;
    }
}
