package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import tools.jackson.databind.node.ObjectNode;

/** What must be there before an object can be made in a namespace. */
final class NamespaceGate {

    private NamespaceGate() {}

    static void check(Registry registry, Kind kind, String namespace, String name) {
        if (!kind.namespaced()) {
            return;
        }
        Kind namespaces = registry.kinds().of("namespaces");
        ObjectNode home = registry.get(namespaces, "", namespace);
        if (Json.deleting(home)) {
            throw ApiFailure.forbidden(
                    kind,
                    name,
                    "unable to create new content in namespace " + namespace + " because it is being terminated");
        }
    }

    static void serviceAccount(Registry registry, Kind kind, ObjectNode object) {
        if (!kind.is("pods")) {
            return;
        }
        String account = Json.text(object, "spec", "serviceAccountName");
        String namespace = Json.namespace(object);
        if (registry.find(registry.kinds().of("serviceaccounts"), namespace, account) == null) {
            throw ApiFailure.forbidden(
                    kind,
                    Json.name(object),
                    "error looking up service account " + namespace + "/" + account + ": serviceaccount \"" + account
                            + "\" not found");
        }
    }
}
