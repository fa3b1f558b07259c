package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Kinds;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The resource a path points at.
 *
 * @param namespace empty for cluster-wide lists and cluster-scoped kinds
 * @param name empty for collections
 * @param subresource empty for the resource itself
 */
record RequestTarget(Kind kind, String namespace, String name, String subresource) {

    /** Empty where the path is no resource of this API. */
    static Optional<RequestTarget> of(Kinds kinds, String path) {
        List<String> parts = new ArrayList<>(Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList());
        if (parts.size() < 3) {
            return Optional.empty();
        }
        String first = parts.removeFirst();
        String group = "";
        if (first.equals("apis")) {
            group = parts.removeFirst();
        } else if (!first.equals("api")) {
            return Optional.empty();
        }
        String version = parts.removeFirst();
        return parts.isEmpty() ? Optional.empty() : of(kinds, group, version, parts);
    }

    private static Optional<RequestTarget> of(Kinds kinds, String group, String version, List<String> parts) {
        String namespace = "";
        boolean scoped = parts.size() > 2 && parts.getFirst().equals("namespaces");
        if (scoped && kinds.served(group, version, parts.get(2)).isPresent()) {
            namespace = parts.get(1);
            parts.subList(0, 2).clear();
        }
        String home = namespace;
        return kinds.served(group, version, parts.getFirst())
                .map(kind -> new RequestTarget(kind, home, part(parts, 1), part(parts, 2)))
                .filter(target -> parts.size() <= 3 && target.served());
    }

    private static String part(List<String> parts, int index) {
        return parts.size() > index ? parts.get(index) : "";
    }

    private boolean served() {
        boolean known = subresource.isEmpty() || kind.subresources().contains(subresource);
        return known && (kind.namespaced() || namespace.isEmpty());
    }

    /** As RBAC names it: {@code pods/eviction}. */
    String resource() {
        return subresource.isEmpty() ? kind.plural() : kind.plural() + "/" + subresource;
    }

    /** Where a namespaced object is asked for by name, its namespace has to be in the path. */
    boolean complete() {
        return name.isEmpty() || !kind.namespaced() || !namespace.isEmpty();
    }
}
