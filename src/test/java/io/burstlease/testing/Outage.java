package io.burstlease.testing;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cluster.ClusterException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the calls that change something in the cloud or the cluster, and has one of them fail. */
public final class Outage {

    /** Where the call breaks off. */
    public enum When {
        /** It never arrives. */
        BEFORE_EFFECT,
        /** It is done, and nobody hears of it. */
        AFTER_EFFECT
    }

    private static final Set<String> READS = Set.of(
            "list",
            "listByTag",
            "listByIds",
            "exists",
            "maySee",
            "get",
            "watch",
            "apiServer",
            "undecided",
            "pods",
            "everyPod");

    private final List<Throwable> made = new ArrayList<>();
    private int effects;
    private int fatal;
    private When when = When.BEFORE_EFFECT;

    /** Has the n-th effect from now, counted from 1, fail. */
    public synchronized void failAtEffect(int nth, When where) {
        fatal = effects + nth;
        when = where;
    }

    /** Effects asked for so far: a first, peaceful drive tells how many there are to fail at. */
    public synchronized int effects() {
        return effects;
    }

    /** True for what this outage threw. */
    public synchronized boolean caused(Throwable failure) {
        return made.contains(failure);
    }

    /** Counts the call if it changes something, and says where it is to fail, if it is. */
    synchronized @Nullable When next(Method method) {
        if (READS.contains(method.getName())) {
            return null;
        }
        effects++;
        return effects == fatal ? when : null;
    }

    synchronized RuntimeException failure(Method method) {
        RuntimeException failure = method.getDeclaringClass() == CloudHosts.class
                ? new CloudException(CloudException.Family.TRANSIENT, "SDK.ServerUnreachable", "as scripted", null)
                : new ClusterException(
                        ClusterException.Family.UNAVAILABLE, "as scripted", new IllegalStateException("outage"));
        made.add(failure);
        return failure;
    }
}
