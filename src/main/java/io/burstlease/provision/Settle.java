package io.burstlease.provision;

import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.LaunchReply;
import io.burstlease.host.Adoptions;
import io.burstlease.host.Attempt;
import io.burstlease.host.Attempts;
import io.burstlease.host.Bought;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Launch;
import io.burstlease.host.Launches;
import io.burstlease.host.Leaving;
import io.burstlease.host.Send;
import io.burstlease.host.SendAnswer;
import io.burstlease.host.Settlement;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.offer.StockMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what became of an attempt, in the transaction of the caller; the lease is locked first. */
@Component
class Settle {

    /** The cloud's Date has whole seconds. */
    private static final Duration DATE_SECOND = Duration.ofSeconds(1);

    private final Leases leases;
    private final Hosts hosts;
    private final Launches launches;
    private final Attempts attempts;
    private final Adoptions adoptions;
    private final StockMemory stock;
    private final PlacementLog log;
    private final Clock clock;

    Settle(
            Leases leases,
            Hosts hosts,
            Launches launches,
            Attempts attempts,
            Adoptions adoptions,
            StockMemory stock,
            PlacementLog log,
            Clock clock) {
        this.leases = leases;
        this.hosts = hosts;
        this.launches = launches;
        this.attempts = attempts;
        this.adoptions = adoptions;
        this.stock = stock;
        this.log = log;
        this.clock = clock;
    }

    /**
     * What came back of a send. Only ids settle by themselves; a refusal does when every send before was refused too.
     */
    void answered(Launch launch, Attempt attempt, long send, LaunchReply reply, Instant at) {
        leases.lock(launch.leaseId());
        switch (reply) {
            case LaunchReply.Bought bought -> {
                attempts.recordAnswer(send, new SendAnswer(at, SendAnswer.Kind.BOUGHT, null, null, bought.requestId()));
                bought(launch, attempt, bought, at);
            }
            case LaunchReply.Refused refused -> {
                attempts.recordAnswer(
                        send,
                        new SendAnswer(
                                at, SendAnswer.Kind.REFUSED, refused.code(), refused.message(), refused.requestId()));
                boolean definite = attempts.sends(launch.id(), attempt.number()).stream()
                        .allMatch(s -> s.answer() != null && s.answer().kind() == SendAnswer.Kind.REFUSED);
                if (definite) {
                    refused(launch, attempt, refused.family(), refused.code(), refused.message());
                } else {
                    doubt(launch, refused.code());
                }
            }
            case LaunchReply.Unsettled unsettled -> {
                attempts.recordAnswer(
                        send,
                        new SendAnswer(at, SendAnswer.Kind.UNSETTLED, unsettled.code(), unsettled.message(), null));
                doubt(launch, unsettled.code());
            }
        }
    }

    /** By the cloud's clock: not before the first send, which is as long before its reply by any clock. */
    private void bought(Launch launch, Attempt attempt, LaunchReply.Bought reply, Instant answered) {
        Instant now = clock.instant();
        Instant firstSend =
                attempts.sends(launch.id(), attempt.number()).getFirst().sentAt();
        Duration taken = Duration.between(firstSend, answered);
        Instant before = reply.repliedAt().plus(DATE_SECOND);
        Instant after = reply.repliedAt().minus(taken.isNegative() ? Duration.ZERO : taken);
        List<Bought> instances = reply.instanceIds().stream()
                .map(id -> new Bought(id, after, before, attempt.autoReleaseAt()))
                .toList();
        adoptions.adopt(launch.id(), attempt.number(), instances);
        attempts.settle(launch.id(), attempt.number(), Settlement.BOUGHT, now);
        known(launch, instances.size(), "the reply named them", now);
    }

    private void known(Launch launch, int count, String how, Instant now) {
        giveBack(launch, "partly-bought: " + count + " of " + launch.amount());
        stock.succeeded(launch.instanceType(), launch.zone(), launch.chargeType());
        log.taken(launch.id(), count, now);
        launches.change(launch.id(), l -> l.known(count, how, now));
    }

    /** Every send has a refusal on record. */
    void refused(Launch launch, Attempt attempt, SendAnswer last) {
        leases.lock(launch.leaseId());
        refused(
                launch,
                attempt,
                null,
                Objects.requireNonNullElse(last.code(), "unknown"),
                Objects.requireNonNullElse(last.message(), ""));
    }

    private void refused(Launch launch, Attempt attempt, @Nullable Family family, String code, String message) {
        if (family != null && Hold.isStock(family)) {
            stock.refused(launch.instanceType(), launch.zone(), launch.chargeType(), code);
        }
        end(launch, attempt, Settlement.REFUSED, family, code, message);
    }

    /** It was never sent and is not to be. */
    void dropped(Launch launch, Attempt attempt, String why) {
        leases.lock(launch.leaseId());
        if (attempts.sends(launch.id(), attempt.number()).isEmpty()) {
            end(launch, attempt, Settlement.REFUSED, null, "not-sent", why);
        }
    }

    /** The readings on record agree: what they showed has its hosts by now, and there is no more. */
    void proven(Launch launch, Attempt attempt) {
        leases.lock(launch.leaseId());
        int count = (int) hosts.ofLaunch(launch.id()).stream()
                .filter(host -> host.instanceId().isPresent())
                .count();
        if (count == 0) {
            end(launch, attempt, Settlement.NOTHING, null, "nothing-bought", "two readings by its tag found nothing");
            return;
        }
        Instant now = clock.instant();
        doubt(launch, "settled by readings");
        attempts.settle(launch.id(), attempt.number(), Settlement.ADOPTED, now);
        known(launch, count, "readings by its tag found them", now);
    }

    /** What a reading showed gets its hosts at once; whether that is all, only the next one tells. */
    void read(Launch launch, Attempt attempt, TagReading.Found found) {
        leases.lock(launch.leaseId());
        attempts.recordReading(launch.id(), attempt.number(), found.begunAt(), found.ids());
        adoptions.adopt(launch.id(), attempt.number(), found.instances());
    }

    /** No answer is on record, and nobody waits for one any more. */
    void unknown(Launch launch, Send last, Instant now) {
        doubt(launch, last.answer() == null ? "no answer is on record" : "the answer settles nothing");
    }

    private void doubt(Launch launch, String why) {
        launches.change(launch.id(), l -> {
            if (!l.state().isSettled()) {
                l.unknown(why, clock.instant());
            }
        });
    }

    private void end(
            Launch launch, Attempt attempt, Settlement as, @Nullable Family family, String code, String message) {
        Instant now = clock.instant();
        attempts.settle(launch.id(), attempt.number(), as, now);
        giveBack(launch, code + ": " + message);
        Instant until = family == null ? null : now.plus(Hold.after(family).pause());
        log.refused(launch.id(), family, code, message, until, now);
        launches.change(launch.id(), l -> l.refused(code, message, now));
    }

    /** Hosts that got nothing are planned again, or let go when the lease is over. */
    private void giveBack(Launch launch, String why) {
        Instant now = clock.instant();
        LeaseState lease = leases.lock(launch.leaseId()).state();
        boolean over = lease != LeaseState.PROVISIONING && lease != LeaseState.ACTIVE;
        for (Host host : hosts.ofLaunch(launch.id())) {
            if (host.state() == HostState.LAUNCHING) {
                hosts.change(host.id(), h -> {
                    if (over) {
                        h.delete(Leaving.RELEASED, "the lease is " + lease, now);
                    } else {
                        h.unlaunch(now, why);
                    }
                });
            }
        }
    }
}
