package io.burstlease.sandbox.oidc;

import java.util.List;
import java.util.Optional;

/** Who can sign in. Everybody's password is their own name; so is the secret of their script client. */
public final class People {

    private People() {}

    /**
     * Somebody, or a program.
     *
     * @param roles as the token's {@code roles} claim has them
     * @param part for the listing at start
     */
    public record Somebody(String id, String name, List<String> roles, boolean machine, String part) {}

    /** People first, then programs. */
    public static List<Somebody> all() {
        return List.of(
                person("alice", "Alice Wang", "leads vtraining", "lead", "member"),
                person("bob", "Bob Li", "is in vtraining", "member"),
                person("carol", "Carol Zhang", "leads vserving", "lead", "member"),
                person("dave", "Dave Chen", "is in vserving", "member"),
                person("erin", "Erin Zhao", "leads research", "lead", "member"),
                person("frank", "Frank Wu", "is in research", "member"),
                person("fiona", "Fiona Sun", "is in finance", "finance"),
                person("oscar", "Oscar Xu", "operates the platform", "operator"),
                machine("vtraining-platform", "VTraining", "acts for vtraining and research"),
                machine("vserving-platform", "VServing", "acts for vserving"));
    }

    static Optional<Somebody> find(String id) {
        return all().stream().filter(somebody -> somebody.id().equals(id)).findFirst();
    }

    private static Somebody person(String id, String name, String part, String... roles) {
        return new Somebody(id, name, List.of(roles), false, part);
    }

    private static Somebody machine(String id, String name, String part) {
        return new Somebody(id, name, List.of("platform"), true, part);
    }
}
