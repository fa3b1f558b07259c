package io.burstlease.cloud;

import java.util.List;

/** The disks of instances. Calls out, so it may not be called inside a database transaction. */
public interface CloudDisks {

    /**
     * The disks of an instance, the system disk first, the others in the order of their devices; empty when the cloud
     * shows none, which proves nothing.
     *
     * @throws CloudException when any page failed: a partial reading is never returned
     */
    List<DiskSeen> of(String instanceId);
}
