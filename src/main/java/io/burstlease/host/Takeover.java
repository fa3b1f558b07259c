package io.burstlease.host;

import java.util.Optional;

/** Makes hosts of leases of what was bought and joined past this service. */
public interface Takeover {

    /**
     * Gives the lease a host that stands already; it costs the lease from now on. Its launch is on record like every
     * other, settled from the beginning, so that its disks, its vSwitch and its tags are known. In the caller's
     * transaction, which holds the lease's lock.
     *
     * @return empty when a host has the instance or the node already
     */
    Optional<Host> of(String leaseId, Standing standing);
}
