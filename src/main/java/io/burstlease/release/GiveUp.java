package io.burstlease.release;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.CloudSubscriptions;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.OrderReply;
import io.burstlease.cloud.Sighting;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Prepayments;
import io.burstlease.lease.Leases;
import io.burstlease.money.Money;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives a pre-paid host back to the cloud: asks what it pays, records the order, sends it, and believes only the
 * cloud's own yes or a reading. An order without an answer is repeated only after a reading that shows the host as it
 * was, and with the same token while the cloud may remember it.
 */
@Component
class GiveUp {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);
    private static final String REFUNDED = "refunded";

    private final Hosts hosts;
    private final Leases leases;
    private final Prepayments prepayments;
    private final PrepaidEndings endings;
    private final CloudHosts cloud;
    private final CloudSubscriptions subscriptions;
    private final ReleaseSettings settings;
    private final Clock clock;

    GiveUp(
            Hosts hosts,
            Leases leases,
            Prepayments prepayments,
            PrepaidEndings endings,
            CloudHosts cloud,
            CloudSubscriptions subscriptions,
            ReleaseSettings settings,
            Clock clock) {
        this.hosts = hosts;
        this.leases = leases;
        this.prepayments = prepayments;
        this.endings = endings;
        this.cloud = cloud;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.clock = clock;
    }

    /** The next step of a host that is DELETING. */
    Outcome step(Claim claim, Host host, PrepaidEnding ending) {
        if (ending.doneAt() != null) {
            String stuck = isLate(host) ? "refund-not-confirmed" : null;
            if (stuck != null && !host.stuckCode().equals(Optional.of(stuck))) {
                claim.settle(() -> {
                    hosts.change(host.id(), h -> h.stuck(h.state() == HostState.DELETING ? stuck : null, now()));
                });
            }
            return Outcome.wait(ASK_AGAIN, "it was given up and is to be seen gone");
        }
        if (ending.lastSentAt() != null) {
            return prove(claim, host, ending);
        }
        return ending.asked() == null || ending.refusal() != null ? ask(claim, host) : send(claim, host, ending);
    }

    private Outcome ask(Claim claim, Host host) {
        Money amount;
        try {
            amount = subscriptions.refundPrice(host.instanceId().orElseThrow());
        } catch (CloudException no) {
            return refused(claim, host, no);
        }
        write(claim, host, () -> endings.ask(host.id(), amount, now()));
        return Outcome.next();
    }

    private Outcome refused(Claim claim, Host host, CloudException no) {
        return switch (no.family()) {
            case GONE -> Outcome.wait(ASK_AGAIN, "the cloud does not know it; it is to be seen gone");
            // A host that was just bought is not given back yet.
            case STUCK, NOT_YET -> isLate(host) ? refuse(claim, host, no.code()) : Outcome.wait(SOON, no.code());
            case INVALID, PERMISSION -> refuse(claim, host, no.code());
            case STOCK, ADDRESSES, QUOTA, MONEY, THROTTLED, TRANSIENT, UNKNOWN -> throw no;
        };
    }

    private Outcome send(Claim claim, Host host, PrepaidEnding ending) {
        boolean recorded = write(claim, host, () -> endings.send(host.id(), now()));
        if (!recorded) {
            return Outcome.next();
        }
        OrderReply reply = subscriptions.refund(host.instanceId().orElseThrow(), token(host, ending));
        return switch (reply) {
            case OrderReply.Placed placed -> {
                done(claim, host, placed.orderId());
                yield Outcome.next();
            }
            // Nothing but this very send can have been executed, and it was not.
            case OrderReply.Refused no when ending.firstSentAt() == null -> refuse(claim, host, no.code());
            case OrderReply.Refused no -> Outcome.wait(SOON, "after another send it is refused with " + no.code());
            case OrderReply.Unsettled none -> Outcome.wait(SOON, "not settled: " + none.code());
        };
    }

    /** Rises with the attempt; a repeat has the same. */
    private static String token(Host host, PrepaidEnding ending) {
        return "refund-" + host.id() + "-" + ending.attempt();
    }

    private Outcome prove(Claim claim, Host host, PrepaidEnding ending) {
        String instanceId = host.instanceId().orElseThrow();
        Sighting sighting = cloud.listByIds(List.of(instanceId));
        Optional<InstanceSeen> seen = sighting.instances().stream().findFirst();
        boolean isBack = seen.isPresent() ? REFUNDED.equals(seen.get().lock()) : !cloud.exists(instanceId);
        if (isBack) {
            done(claim, host, null);
            return Outcome.next();
        }
        Instant now = now();
        if (now.isBefore(sent(ending.firstSentAt()).plus(CloudSubscriptions.TOKEN_LIFE))) {
            return seen.isPresent() ? send(claim, host, ending) : Outcome.wait(SOON, "it is not shown");
        }
        Instant settled = sent(ending.lastSentAt()).plus(CloudSubscriptions.LATEST_EFFECT);
        if (seen.isEmpty() || sighting.sentAt().isBefore(settled)) {
            return Outcome.wait(ASK_AGAIN, "an order without an answer may be executed until " + settled);
        }
        // Nothing came of it: asked anew, because the price has changed as well.
        return ask(claim, host);
    }

    private static Instant sent(@Nullable Instant at) {
        return Objects.requireNonNull(at);
    }

    private void done(Claim claim, Host host, @Nullable String orderId) {
        write(claim, host, () -> {
            PrepaidEnding ending = endings.of(host.id());
            endings.done(host.id(), orderId, now());
            // What was paid costs until the order left: nothing was had of the host after that.
            prepayments.end(host.id(), sent(ending.firstSentAt()), Objects.requireNonNull(ending.asked()));
        });
    }

    /**
     * It was seen gone: what is left of what was paid is spent, but for a refund. An order without an answer is proven
     * by that. Joins the transaction that saw it.
     */
    void gone(Host host) {
        PrepaidEnding ending = endings.of(host.id());
        Instant gone = Objects.requireNonNullElse(host.sight().goneBefore(), host.stateSince());
        if (ending.doneAt() != null) {
            return;
        }
        if (ending.firstSentAt() != null && ending.refusal() == null) {
            endings.done(host.id(), null, now());
            prepayments.end(host.id(), sent(ending.firstSentAt()), Objects.requireNonNull(ending.asked()));
        } else {
            String currency = host.hourlyPrice().orElseThrow().currency();
            prepayments.end(host.id(), gone, Money.zero(currency));
        }
    }

    private Outcome refuse(Claim claim, Host host, String code) {
        write(claim, host, () -> endings.refuse(host.id(), code, now()));
        return Outcome.next();
    }

    /** Under the lease's lock, and only while the host is still to be given up. */
    private boolean write(Claim claim, Host host, Runnable work) {
        return claim.settle((Supplier<Boolean>) () -> {
            hosts.leaseOf(host.id()).ifPresent(leases::lock);
            boolean holds = hosts.get(host.id()).state() == HostState.DELETING
                    && endings.of(host.id()).doneAt() == null;
            if (holds) {
                work.run();
            }
            return holds;
        });
    }

    private Instant now() {
        return clock.instant();
    }

    private boolean isLate(Host host) {
        return now().isAfter(host.stateSince().plus(settings.deleteDeadline()));
    }
}
