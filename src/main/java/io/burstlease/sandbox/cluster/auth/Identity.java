package io.burstlease.sandbox.cluster.auth;

import java.util.List;
import java.util.stream.Stream;

/** Who is calling: a user name and its groups. */
public record Identity(String user, List<String> groups) {

    private static final String NODE = "system:node:";

    public static Identity anonymous() {
        return new Identity("system:anonymous", List.of("system:unauthenticated"));
    }

    /** A signed-in caller; everybody signed in is in {@code system:authenticated}. */
    public static Identity of(String user, List<String> groups) {
        return new Identity(
                user,
                Stream.concat(groups.stream(), Stream.of("system:authenticated"))
                        .distinct()
                        .toList());
    }

    /** A component inside the control plane; may do everything. */
    public static Identity component(String name) {
        return of("system:" + name, List.of("system:masters"));
    }

    public boolean master() {
        return groups.contains("system:masters");
    }

    public boolean node() {
        return groups.contains("system:nodes") && user.startsWith(NODE);
    }

    /** The node a kubelet speaks for. */
    public String nodeName() {
        return node() ? user.substring(NODE.length()) : "";
    }
}
