package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.ClusterException.Family;
import io.burstlease.cluster.Drain;
import io.burstlease.cluster.Eviction;
import io.burstlease.cluster.PodSeen;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Predicate;

final class Fabric8Drain implements Drain {

    private final KubernetesClient client;
    private final EvictionReply reply;

    Fabric8Drain(KubernetesClient client) {
        this.client = client;
        this.reply = new EvictionReply(client);
    }

    @Override
    public List<PodSeen> pods(String node) {
        return on(node, PodReading::movable);
    }

    @Override
    public List<PodSeen> everyPod(String node) {
        return on(node, PodReading::running);
    }

    @Override
    public Eviction evict(PodSeen pod) {
        // The client's own evict() answers a blocked eviction with "false" and drops the reason.
        var eviction = new io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder()
                .withNewMetadata()
                .withNamespace(pod.namespace())
                .withName(pod.name())
                .endMetadata()
                .withDeleteOptions(ofThisPod(pod).build())
                .build();
        try {
            ApiCall.of("create", "pods/eviction", pod.namespace() + "/" + pod.name())
                    .run(() -> client.raw(path(pod) + "/eviction", "POST", eviction));
            return new Eviction.Accepted();
        } catch (ClusterException e) {
            return reply.to(pod, e);
        }
    }

    @Override
    public void delete(PodSeen pod, long graceSeconds) {
        DeleteOptions options =
                ofThisPod(pod).withGracePeriodSeconds(graceSeconds).build();
        try {
            ApiCall.of("delete", "pods", pod.namespace() + "/" + pod.name())
                    .run(() -> client.raw(path(pod), "DELETE", options));
        } catch (ClusterException e) {
            if (e.family() != Family.GONE && !(e.family() == Family.CONFLICT && reply.isGone(pod))) {
                throw e;
            }
        }
    }

    private List<PodSeen> on(String node, Predicate<Pod> wanted) {
        ApiCall call = ApiCall.of("list", "pods", "on node " + node);
        return Pages.<Pod>all(
                        call,
                        options -> client.pods()
                                .inAnyNamespace()
                                .withField("spec.nodeName", node)
                                .list(options))
                .stream()
                .filter(wanted)
                .map(PodReading::read)
                .toList();
    }

    /** A pod of the same name that came after it is not ours to end. */
    private static DeleteOptionsBuilder ofThisPod(PodSeen pod) {
        return new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(pod.uid())
                .endPreconditions();
    }

    private static String path(PodSeen pod) {
        return "/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name();
    }
}
