package io.burstlease.join;

import io.burstlease.cluster.NodeSeen;
import io.burstlease.host.Host;
import io.burstlease.naming.Marks;
import java.util.Optional;

/**
 * Whether a node is the node of a host: by provider id, address, launch, and a certificate that was asked for with the
 * token of that launch; never by name alone.
 */
final class Binding {

    private Binding() {}

    /** What has yet to appear before a node can be judged; empty when nothing has. */
    static Optional<String> missing(Host host, NodeSeen node) {
        if (node.providerId() == null) {
            return Optional.of("a node without provider id");
        }
        boolean known = host.sight().privateIp() != null;
        if (known && node.internalIp() == null) {
            return Optional.of("a node without address");
        }
        return host.certifiedBy().isPresent()
                ? Optional.empty()
                : Optional.of("a node whose certificate was not approved here");
    }

    /** What does not agree; empty when everything does. */
    static Optional<String> mismatch(Host host, NodeSeen node) {
        if (!node.name().equals(node.providerId())) {
            return Optional.of("provider id is " + node.providerId());
        }
        String launch = node.labels().get(Marks.LABEL_LAUNCH);
        if (!host.launchId().equals(Optional.ofNullable(launch))) {
            return Optional.of("launch label is " + launch);
        }
        String address = host.sight().privateIp();
        if (address != null && !address.equals(node.internalIp())) {
            return Optional.of("address is " + node.internalIp() + ", the instance has " + address);
        }
        return Optional.empty();
    }
}
