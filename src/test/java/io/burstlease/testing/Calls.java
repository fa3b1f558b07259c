package io.burstlease.testing;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cluster.ClusterException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls that runs make to the cloud and the cluster, told apart by who makes which: {@code drain cordon}. A test
 * has something go wrong around the n-th of them, or of every kind of them.
 */
public final class Calls {

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
            "everyPod",
            "refundPrice");

    /** Every call that changes something, whoever makes it. */
    private static final String CHANGES = "changes";

    private final HandDrivenErrands errands;
    private final List<Throwable> thrown = new ArrayList<>();
    private final Map<String, Integer> made = new LinkedHashMap<>();
    private final Map<String, Integer> begun = new HashMap<>();
    private Plan plan = new Plan("", 0, Mishap.FAILS_BEFORE, () -> {});
    private int mishaps;

    Calls(HandDrivenErrands errands) {
        this.errands = errands;
    }

    private record Plan(String site, int nth, Mishap mishap, Runnable meanwhile) {

        boolean strikes(String here, int times) {
            return times == nth && (site.equals(here) || site.isEmpty() && !here.equals(CHANGES));
        }
    }

    /** A call as the world serves it. */
    interface Call {
        Object make() throws Throwable;
    }

    /** Has it happen around the n-th call from now of that kind, counted from 1. */
    public void at(String site, int nth, Mishap mishap, Runnable meanwhile) {
        begun.clear();
        plan = new Plan(site, nth, mishap, meanwhile);
    }

    /** Has it happen around the n-th call from now of each kind. */
    public void everywhere(int nth, Mishap mishap) {
        at("", nth, mishap, () -> {});
    }

    /** Has it happen around the n-th call from now that changes something. */
    public void atChange(int nth, Mishap mishap) {
        at(CHANGES, nth, mishap, () -> {});
    }

    /** Calls so far that change something: a first, peaceful drive tells how many there are. */
    public int changes() {
        return made.getOrDefault(CHANGES, 0);
    }

    /** True for what a planned failure threw. */
    public boolean caused(Throwable failure) {
        return thrown.contains(failure);
    }

    /** The kinds of calls made so far, in the order of their first. */
    public List<String> sites() {
        return made.keySet().stream().filter(kind -> !kind.equals(CHANGES)).toList();
    }

    /** How often something went wrong as planned. */
    public int mishaps() {
        return mishaps;
    }

    Object through(Class<?> port, String method, Call call) throws Throwable {
        Plan now = plan;
        boolean struck = strikes(now, errands.running().orElse("round") + " " + method);
        struck |= !READS.contains(method) && strikes(now, CHANGES);
        if (!struck) {
            return call.make();
        }
        mishaps++;
        strike(now, port, true);
        Object answer = call.make();
        strike(now, port, false);
        return answer;
    }

    private boolean strikes(Plan now, String kind) {
        made.merge(kind, 1, Integer::sum);
        return now.strikes(kind, begun.merge(kind, 1, Integer::sum));
    }

    private void strike(Plan now, Class<?> port, boolean before) {
        switch (now.mishap) {
            case FAILS_BEFORE -> fail(before, port);
            case FAILS_AFTER -> fail(!before, port);
            case DIES_BEFORE -> die(before);
            case DIES_AFTER -> die(!before);
            case OVERTAKEN_BEFORE -> happen(before, errands::overtake);
            case OVERTAKEN_AFTER -> happen(!before, errands::overtake);
            case MEANWHILE_BEFORE -> happen(before, now.meanwhile);
            case MEANWHILE_AFTER -> happen(!before, now.meanwhile);
        }
    }

    private static void happen(boolean here, Runnable event) {
        if (here) {
            event.run();
        }
    }

    private static void die(boolean here) {
        if (here) {
            throw new Died(Death.BEFORE_WORK);
        }
    }

    private void fail(boolean here, Class<?> port) {
        if (here) {
            RuntimeException failure = port == CloudHosts.class
                    ? new CloudException(CloudException.Family.TRANSIENT, "SDK.ServerUnreachable", "as planned", null)
                    : new ClusterException(ClusterException.Family.UNAVAILABLE, "as planned", null);
            thrown.add(failure);
            throw failure;
        }
    }
}
