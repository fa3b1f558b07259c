package io.burstlease.host;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    /** Newest first. {@code states} empty means all; {@code after} is the last launch of the page before. */
    List<Launch> list(Optional<String> leaseId, Set<LaunchState> states, Optional<Launch> after, int limit);

    List<Launch> in(Set<LaunchState> states);
}
