package io.burstlease.sandbox.history;

import io.burstlease.audit.Act;
import io.burstlease.budget.Projection;
import io.burstlease.lease.RenewalState;
import io.burstlease.lease.Term;
import io.burstlease.money.Money;
import io.burstlease.sandbox.history.Chronicle.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A renewal of the past: asked for, decided by the lead, and put in force where granted. */
final class RenewalTale {

    private static final Duration TO_MOVE = Duration.ofSeconds(2);
    private static final Duration TO_SEE_MOVED = Duration.ofSeconds(14);

    private final Scene scene;
    private final String leaseId;
    private final LeaseLog log;
    private final String id;
    private final Instant oldEnd;
    private final Instant newEnd;
    private final Act request;
    private final Act decision;

    RenewalTale(Scene scene, String leaseId, LeaseLog log, Instant oldEnd, String term, Instant at) {
        this.scene = scene;
        this.leaseId = leaseId;
        this.log = log;
        this.id = scene.dice().id("r", 10);
        this.oldEnd = oldEnd;
        this.newEnd = Term.parse(term).from(oldEnd, scene.billingZone());
        this.request = Act.by(scene.story().actor(), at, "not finished yet");
        this.decision = Act.by(
                scene.lead(), at.plus(scene.dice().between(Duration.ofMinutes(4), Duration.ofMinutes(50))), null);
    }

    /** Granted and put in force; the lease's new end. */
    Instant granted(Duration grace, Fleet fleet) {
        Act granted = Act.by(decision.actor(), decision.at(), "the results are promising");
        tell("renewal-requested", request);
        log.changed("end-moved", granted, Map.of("from", oldEnd.toString(), "to", newEnd.toString()));
        tell("renewal-approved", granted);
        fleet.keepUntil(newEnd.plus(grace), granted.at().plus(TO_MOVE));
        Act inForce = Act.itself(granted.at().plus(TO_SEE_MOVED), "every host was seen moved");
        tell("renewal-in-force", inForce);
        add(RenewalState.IN_FORCE, inForce.at(), granted);
        return newEnd;
    }

    void refused() {
        Act refusal = Act.by(decision.actor(), decision.at(), "others wait for these hosts");
        tell("renewal-requested", request);
        tell("renewal-rejected", refusal);
        add(RenewalState.REJECTED, refusal.at(), refusal);
    }

    private void tell(String name, Act act) {
        Map<String, Object> detail =
                Map.of("renewal", id, "from", oldEnd.toString(), "to", newEnd.toString(), "cost", cost());
        log.note(name, act, detail);
        log.audit("renewal", id, name, act, detail);
    }

    private Money cost() {
        return Projection.total(scene.quoted(), scene.story().hosts(), oldEnd, newEnd);
    }

    private void add(RenewalState state, Instant since, Act decided) {
        scene.chronicle()
                .add(
                        Table.RENEWAL,
                        new Row()
                                .with("id", id)
                                .with("lease_id", leaseId)
                                .with("old_end_at", oldEnd)
                                .with("new_end_at", newEnd)
                                .with("applicant", request.actor())
                                .with("reason", request.reason())
                                .with("cost", cost().amount())
                                .with("currency", cost().currency())
                                .with("state", state.name())
                                .with("state_since", since)
                                .with("requested_at", request.at())
                                .with("decide_by", oldEnd)
                                .with("decided_by", decided.actor())
                                .with("decision_reason", decided.reason())
                                .with("version", state == RenewalState.IN_FORCE ? 2 : 1));
    }
}
