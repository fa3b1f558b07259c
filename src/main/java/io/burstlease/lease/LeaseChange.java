package io.burstlease.lease;

import io.burstlease.audit.Act;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One change of a lease, on its way to the timeline, the audit trail and the listeners. */
record LeaseChange(
        String name,
        @Nullable LeaseState from,
        LeaseState to,
        Act act,
        @Nullable LeaseEvent event,
        Map<String, Object> detail) {}
