package io.burstlease.release;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.DeleteReply;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the cloud, again and again, to delete a lease's hosts that are to go, until each was seen gone. A host that the
 * cloud will not delete says so and goes on costing in sight.
 */
@Component
class DeleteHosts implements Errand {

    static final String NAME = "delete";

    /** Largest batch of {@code DeleteInstances}. */
    private static final int BATCH = 100;

    /** An accepted deletion is asked for again when the instance is still there after this. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(3);

    private final Hosts hosts;
    private final CloudHosts cloud;
    private final ReleaseSettings settings;
    private final Clock clock;

    DeleteHosts(Hosts hosts, CloudHosts cloud, ReleaseSettings settings, Clock clock) {
        this.hosts = hosts;
        this.cloud = cloud;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Map<String, Host> going = hosts.ofLease(claim.thing()).stream()
                .filter(host -> host.state() == HostState.DELETING)
                // The cloud deletes none that is paid for: each goes its own way.
                .filter(host -> !host.chargeType().equals(Optional.of(ChargeType.PREPAID)))
                .collect(Collectors.toMap(host -> host.instanceId().orElseThrow(), Function.identity()));
        if (going.isEmpty()) {
            return Outcome.done("nothing to delete");
        }
        List<String> ids = going.keySet().stream().sorted().toList();
        List<DeleteReply> replies = IntStream.range(0, (ids.size() + BATCH - 1) / BATCH)
                .mapToObj(batch -> ids.subList(batch * BATCH, Math.min(ids.size(), (batch + 1) * BATCH)))
                .flatMap(batch -> cloud.delete(batch).stream())
                .toList();
        claim.settle(() -> replies.forEach(reply -> note(going.get(reply.instanceId()), reply)));
        boolean soon = replies.stream().anyMatch(reply -> reply instanceof DeleteReply.AskAgain);
        return Outcome.wait(soon ? SOON : ASK_AGAIN, replies.size() + " hosts are to be seen gone");
    }

    private void note(@Nullable Host host, DeleteReply reply) {
        if (host == null) {
            return;
        }
        boolean late = clock.instant().isAfter(host.stateSince().plus(settings.deleteDeadline()));
        String stuck = switch (reply) {
            case DeleteReply.Stuck refused -> refused.code();
            case DeleteReply.Accepted accepted -> late ? "delete-not-confirmed" : null;
            case DeleteReply.AlreadyGone gone -> late ? "delete-not-confirmed" : null;
            case DeleteReply.AskAgain again -> late ? "delete-not-accepted: " + again.code() : null;
        };
        if (!host.stuckCode().equals(Optional.ofNullable(stuck))) {
            hosts.change(host.id(), h -> h.stuck(h.state() == HostState.DELETING ? stuck : null, clock.instant()));
        }
    }
}
