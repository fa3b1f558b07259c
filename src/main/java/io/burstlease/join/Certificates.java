package io.burstlease.join;

import io.burstlease.cluster.CertificateRequest;
import io.burstlease.cluster.Joining;
import io.burstlease.host.Attempt;
import io.burstlease.host.Attempts;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.workflow.Recurring;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides the client certificates that hosts ask for with a token of ours. Nothing else approves them: a stolen token
 * gets no certificate for a name that is not of its launch, or whose node has joined already.
 */
@Component
class Certificates implements Recurring {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final Set<HostState> MAY_ASK = Set.of(HostState.LAUNCHING, HostState.BOOTING, HostState.JOINING);

    private final Joining joining;
    private final Attempts attempts;
    private final Hosts hosts;
    private final NodeNames names;

    Certificates(Joining joining, Attempts attempts, Hosts hosts, NodeNames names) {
        this.joining = joining;
        this.attempts = attempts;
        this.hosts = hosts;
        this.names = names;
    }

    @Override
    public String name() {
        return "certificates";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean changesTheWorld() {
        return true;
    }

    @Override
    public void run() {
        if (hosts.in(MAY_ASK).isEmpty()) {
            return;
        }
        for (CertificateRequest request : joining.undecided()) {
            try {
                decide(request);
            } catch (RuntimeException failed) {
                // One that cannot be decided keeps no other host from joining.
                LOG.warn("Request {} of node {} could not be decided", request.name(), request.nodeName(), failed);
            }
        }
    }

    private void decide(CertificateRequest request) {
        Optional<Attempt> attempt = attempts.byToken(request.tokenId());
        if (attempt.isEmpty()) {
            return;
        }
        List<Host> launched = hosts.ofLaunch(attempt.get().launchId());
        Optional<Host> host = launched.stream()
                .filter(h -> h.instanceId().isPresent() && names.of(h).equals(request.nodeName()))
                .findFirst();
        if (!request.wellFormed()) {
            joining.deny(request, "not a kubelet's client certificate");
        } else if (host.isPresent() && certify(host.get().id(), request.tokenId())) {
            joining.approve(
                    request,
                    "host " + host.get().id() + " of launch " + attempt.get().launchId());
        } else if (host.isPresent() || attempt.get().settledAt() != null) {
            LOG.warn(
                    "Denied {}: node {} is not to join by token {}",
                    request.name(),
                    request.nodeName(),
                    request.tokenId());
            joining.deny(request, "no host of this token's launch is to join by that name");
        }
        // Otherwise the purchase's reply is still on its way: the name may yet turn out to be ours.
    }

    /**
     * On record before the approval leaves, because only a host with this record is bound. False if it may not join.
     */
    private boolean certify(String hostId, String tokenId) {
        Host host = hosts.change(hostId, h -> {
            if (MAY_ASK.contains(h.state())) {
                h.certify(tokenId);
            }
        });
        return MAY_ASK.contains(host.state());
    }
}
