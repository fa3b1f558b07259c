package io.burstlease.host;

import java.util.List;

/** Accounts for instances that a launch brought, whoever learns of them first: a reply, a reading, a late pass. */
public interface Adoptions {

    /**
     * Gives each instance that no host has yet to a host of the launch that waits for one, in the caller's transaction
     * or one of its own; the lease is locked first. An instance beyond those waited for is a surplus: it gets a host of
     * its own, which is to be deleted at once, as is every host when the lease is over. An instance that has a host
     * already changes nothing, so that each is accounted for exactly once.
     *
     * @return the hosts that took an instance now
     */
    List<Host> adopt(String launchId, int attempt, List<Bought> found);
}
