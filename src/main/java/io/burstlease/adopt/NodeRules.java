package io.burstlease.adopt;

import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cluster.NodeSeen;
import io.burstlease.naming.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a node must be to be taken for an instance's, when it was joined past this service. */
final class NodeRules {

    private NodeRules() {}

    static List<Finding> findings(String name, Optional<NodeSeen> found, InstanceSeen instance, String region) {
        if (found.isEmpty()) {
            return List.of(new Finding("no-node", "the cluster has no node " + name));
        }
        NodeSeen node = found.get();
        List<Finding> findings = new ArrayList<>();
        if (instance.privateIp() == null || !instance.privateIp().equals(node.internalIp())) {
            findings.add(new Finding(
                    "node-address",
                    "node %s has address %s, the instance has %s"
                            .formatted(name, node.internalIp(), instance.privateIp())));
        }
        String wanted = Marks.nodeName(region, instance.instanceId());
        if (node.providerId() != null && !node.providerId().equals(wanted)) {
            findings.add(new Finding("node-provider-id", "provider id of node " + name + " is " + node.providerId()));
        }
        if (!node.ready()) {
            findings.add(new Finding("node-not-ready", "node " + name + " is not Ready"));
        }
        // Without the label Calico takes the node and Terway does not, and changing that under its pods cuts them off.
        if (!"true".equals(node.labels().get(Marks.LABEL_EXTERNAL))) {
            findings.add(new Finding("node-not-external", "node " + name + " lacks the label " + Marks.LABEL_EXTERNAL));
        }
        String lease = node.labels().get(Marks.LABEL_LEASE);
        // One of ours that the database has forgotten bears the label of the lease it was bought for.
        boolean forgotten = instance.tags().containsKey(Marks.TAG_INSTALLATION);
        if (lease != null && !forgotten) {
            findings.add(new Finding("node-leased", "node " + name + " bears the label of lease " + lease));
        }
        return findings;
    }
}
