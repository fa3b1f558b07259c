package io.burstlease.meter;

import io.burstlease.host.Host;
import io.burstlease.host.HostEvent;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.workflow.Errands;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class MeterListener {

    private final Hosts hosts;
    private final Spans spans;
    private final Errands errands;

    MeterListener(Hosts hosts, Spans spans, Errands errands) {
        this.hosts = hosts;
        this.spans = spans;
        this.errands = errands;
    }

    @EventListener
    void on(HostEvent.PaidLonger paid) {
        spans.payLonger(hosts.get(paid.hostId()), paid);
    }

    /** The meter runs from the purchase to the sight of the end, in the transactions that record them. */
    @EventListener
    void on(HostEvent.Moved moved) {
        if (moved.beginsToCost()) {
            spans.open(hosts.get(moved.hostId()));
        }
        if (moved.to() == HostState.GONE) {
            Host host = hosts.get(moved.hostId());
            if (host.instanceId().isPresent()) {
                spans.close(host);
                errands.start(FinalCharge.NAME, host.id());
            }
        }
    }
}
