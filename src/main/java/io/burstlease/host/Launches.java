package io.burstlease.host;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** All launches; their attempts are {@link Attempts}. */
public interface Launches {

    /** Records the intent to buy for these planned hosts. The caller holds the lease's lock. */
    Launch intend(LaunchPlan plan, Collection<String> hostIds);

    /** @throws io.burstlease.web.ProblemException 404 when there is none */
    Launch get(String id);

    /** As {@link Hosts#change}. */
    Launch change(String id, Consumer<Launch> verb);

    List<Launch> ofLease(String leaseId);

    List<Launch> in(Set<LaunchState> states);
}
