package io.burstlease.sandbox.cluster.host;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What is to go wrong with which host. Faults of the name {@code next} wait for the hosts that boot next. */
public final class HostFaults {

    private static final String NEXT = "next";

    private final Map<String, Fault> byInstance = new HashMap<>();
    private final Deque<Fault> next = new ArrayDeque<>();

    /** The faults a host can have. */
    public enum Fault {
        NONE,
        NEVER_JOINS,
        NO_GPUS,
        SLOW;

        static Fault named(String name) {
            for (Fault fault : values()) {
                if (fault.shown().equals(name)) {
                    return fault;
                }
            }
            throw ApiFailure.badRequest("no such fault: " + name + "; there are none, never-joins, no-gpus, slow");
        }

        String shown() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public synchronized void set(String instance, String fault) {
        if (instance.equals(NEXT)) {
            next.add(Fault.named(fault));
        } else {
            byInstance.put(instance, Fault.named(fault));
        }
    }

    /** The fault of a host that boots now. */
    synchronized Fault atBoot(String instance) {
        if (!byInstance.containsKey(instance) && !next.isEmpty()) {
            byInstance.put(instance, next.removeFirst());
        }
        return of(instance);
    }

    synchronized Fault of(String instance) {
        return byInstance.getOrDefault(instance, Fault.NONE);
    }
}
