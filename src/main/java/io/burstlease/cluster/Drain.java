package io.burstlease.cluster;

import java.util.List;

/** Emptying a node through the eviction API. Calls the API server; never inside a database transaction. */
public interface Drain {

    /**
     * The pods on the node that a drain must move: not those of DaemonSets, not mirror pods, not completed ones. Pods
     * with {@code emptyDir} and bare pods are included, because a lease's hosts are single-tenant.
     */
    List<PodSeen> pods(String node);

    /** Asks for the pod's eviction, which honours PodDisruptionBudgets; a pod of that name made later is left alone. */
    Eviction evict(PodSeen pod);

    /** Deletes the pod whatever its budget says, with the given grace in seconds (0: at once). Idempotent. */
    void delete(PodSeen pod, long graceSeconds);

    /** Every pod on the node that has not completed, those of DaemonSets too: what runs there, and at which address. */
    List<PodSeen> everyPod(String node);
}
