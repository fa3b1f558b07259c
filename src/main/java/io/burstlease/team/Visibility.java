package io.burstlease.team;

import java.util.Set;

/**
 * The teams whose things a caller may see: all of them, or these, which may be none.
 *
 * @param teams meaningless where {@code everything} is true
 */
public record Visibility(boolean everything, Set<String> teams) {

    public Visibility {
        teams = Set.copyOf(teams);
    }

    public static Visibility all() {
        return new Visibility(true, Set.of());
    }

    public static Visibility of(Set<String> teams) {
        return new Visibility(false, teams);
    }

    public boolean includes(String teamId) {
        return everything || teams.contains(teamId);
    }

    /** True when the caller may see nothing at all. */
    public boolean isNothing() {
        return !everything && teams.isEmpty();
    }
}
