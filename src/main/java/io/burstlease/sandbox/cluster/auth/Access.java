package io.burstlease.sandbox.cluster.auth;

/**
 * What a caller wants to do.
 *
 * @param resource plural, with the subresource after a slash where there is one; empty for a path
 * @param path the path where it is no resource
 */
public record Access(String verb, String group, String resource, String namespace, String name, String path) {

    public static Access toPath(String verb, String path) {
        return new Access(verb, "", "", "", "", path);
    }

    boolean isPath() {
        return resource.isEmpty();
    }

    /** The refusal in the words of the real server, which name verb, resource and scope. */
    public String refusal(Identity who) {
        if (isPath()) {
            return "User \"" + who.user() + "\" cannot " + verb + " path \"" + path + "\"";
        }
        String scope = namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + "\"";
        return "User \"" + who.user() + "\" cannot " + verb + " resource \"" + resource + "\" in API group \"" + group
                + "\" " + scope;
    }
}
