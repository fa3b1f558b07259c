package io.burstlease.provision;

import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.LaunchReply;
import io.burstlease.cluster.BootstrapToken;
import io.burstlease.cluster.Joining;
import io.burstlease.host.Attempt;
import io.burstlease.host.Attempts;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Launch;
import io.burstlease.host.Launches;
import io.burstlease.host.Send;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends a frozen purchase and finds out what it bought. Every send is on record before it leaves; what no reply settled
 * is settled by readings alone.
 */
@Component
class LaunchHosts implements Errand {

    static final String NAME = "launch";

    /** No certificate is approved for it but by us; kubeadm's own group would have them approved by anybody. */
    private static final String TOKEN_GROUP = "system:bootstrappers:burstlease";

    /**
     * From the record of a send to the call. What may wait there for a thread, and the 15 minutes a signature lives,
     * are over then before the readings begin that tell what was bought.
     */
    private static final Duration SEND_WITHIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(LaunchHosts.class);

    private final Leases leases;
    private final Hosts hosts;
    private final Launches launches;
    private final Attempts attempts;
    private final CloudHosts cloud;
    private final Joining joining;
    private final MayBuy mayBuy;
    private final Settle settle;
    private final TagReading tagReading;
    private final ProvisionSettings settings;
    private final Clock clock;

    LaunchHosts(
            Leases leases,
            Hosts hosts,
            Launches launches,
            Attempts attempts,
            CloudHosts cloud,
            Joining joining,
            MayBuy mayBuy,
            Settle settle,
            TagReading tagReading,
            ProvisionSettings settings,
            Clock clock) {
        this.leases = leases;
        this.hosts = hosts;
        this.launches = launches;
        this.attempts = attempts;
        this.cloud = cloud;
        this.joining = joining;
        this.mayBuy = mayBuy;
        this.settle = settle;
        this.tagReading = tagReading;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Launch launch = launches.get(claim.thing());
        Optional<Attempt> open = attempts.open(launch.id());
        if (launch.state().isSettled() || open.isEmpty()) {
            return Outcome.done("launch is " + launch.state());
        }
        Attempt attempt = open.get();
        return switch (move(launch, attempt)) {
            case NextMove.Transmit send -> transmit(claim, launch, attempt);
            case NextMove.Drop drop -> {
                claim.settle(() -> settle.dropped(launch, attempt, drop.why()));
                yield Outcome.next();
            }
            case NextMove.Refused refused -> {
                claim.settle(() -> settle.refused(launch, attempt, refused.last()));
                yield Outcome.next();
            }
            case NextMove.Read read -> read(claim, launch, attempt);
            case NextMove.Proven proven -> {
                claim.settle(() -> settle.proven(launch, attempt));
                yield Outcome.next();
            }
            case NextMove.Rest rest -> rest(claim, launch, attempt, rest);
        };
    }

    private NextMove move(Launch launch, Attempt attempt) {
        return NextMove.of(
                attempt,
                attempts.sends(launch.id(), attempt.number()),
                attempts.readings(launch.id(), attempt.number()),
                mayBuy.obstacle(leases.get(launch.leaseId())).or(() -> fewer(launch)),
                settings,
                clock.instant());
    }

    /** A host that was taken back is not bought again; one that a reading has found already is still the same one. */
    private Optional<String> fewer(Launch launch) {
        long waiting = hosts.ofLaunch(launch.id()).stream()
                .filter(host ->
                        host.state() == HostState.LAUNCHING || host.instanceId().isPresent())
                .count();
        return waiting >= launch.amount()
                ? Optional.empty()
                : Optional.of("wanted-changed: " + waiting + " of " + launch.amount() + " hosts wait for it");
    }

    private Outcome transmit(Claim claim, Launch launch, Attempt attempt) {
        joining.putToken(new BootstrapToken(
                attempt.tokenId(),
                UserData.tokenSecret(attempt.request().userData(), attempt.tokenId()),
                clock.instant().plus(settings.tokenLife()),
                TOKEN_GROUP,
                "launch " + launch.id()));
        Optional<Send> send = claim.settle(() -> record(launch, attempt));
        if (send.isEmpty()) {
            return Outcome.next();
        }
        LaunchReply reply = reply(attempt, send.get());
        Instant now = clock.instant();
        claim.settle(() -> settle.answered(launch, attempt, send.get().number(), reply, now));
        return Outcome.next();
    }

    /** Everything is asked again under the lease's lock, because what follows may spend money. */
    private Optional<Send> record(Launch launch, Attempt attempt) {
        leases.lock(launch.leaseId());
        if (launches.get(launch.id()).state().isSettled() || !(move(launch, attempt) instanceof NextMove.Transmit)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        launches.change(launch.id(), l -> l.sent(now));
        return Optional.of(new Send(attempts.recordSend(launch.id(), attempt.number(), now), now, null));
    }

    private LaunchReply reply(Attempt attempt, Send send) {
        if (clock.instant().isAfter(send.sentAt().plus(SEND_WITHIN))) {
            return new LaunchReply.Unsettled("SDK.HeldUp", "not sent: too long after its record");
        }
        try {
            return cloud.launch(attempt.request());
        } catch (RuntimeException unforeseen) {
            LOG.warn("Sending {} ended without a reply", attempt.clientToken(), unforeseen);
            return new LaunchReply.Unsettled("SDK.NoReply", unforeseen.toString());
        }
    }

    private Outcome read(Claim claim, Launch launch, Attempt attempt) {
        Optional<TagReading.Found> found = tagReading.of(attempt);
        if (found.isEmpty()) {
            return Outcome.wait(settings.readingGap(), "the cloud does not let itself be seen");
        }
        claim.settle(() -> settle.read(launch, attempt, found.get()));
        return Outcome.next();
    }

    private Outcome rest(Claim claim, Launch launch, Attempt attempt, NextMove.Rest rest) {
        Instant now = clock.instant();
        List<Send> sends = attempts.sends(launch.id(), attempt.number());
        claim.settle(() -> settle.unknown(launch, sends.getLast(), now));
        return Outcome.wait(Duration.between(now, rest.until()), rest.why());
    }
}
