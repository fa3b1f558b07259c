package io.burstlease.sandbox.cluster.store;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One resource of the API.
 *
 * @param status whether status is a subresource of its own
 * @param counted whether a change of spec raises metadata.generation
 * @param subresources all subresources, status included
 */
public record Kind(
        String group,
        String version,
        String name,
        String plural,
        List<String> shortNames,
        boolean namespaced,
        boolean status,
        boolean counted,
        Set<String> subresources) {

    /** The resource as an error names it and the store files it: {@code pods}, {@code daemonsets.apps}. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public String singular() {
        return name.toLowerCase(Locale.ROOT);
    }

    public ObjectKey key(String namespace, String object) {
        return new ObjectKey(resource(), namespaced ? namespace : "", object);
    }

    public boolean is(String resource) {
        return resource().equals(resource);
    }
}
