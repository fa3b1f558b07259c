package io.burstlease.sandbox.history;

import io.burstlease.audit.Act;
import io.burstlease.cloud.ChargeType;
import io.burstlease.lease.Ending;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.SoundAsk;
import io.burstlease.lease.Term;
import io.burstlease.lease.Workload;
import io.burstlease.sandbox.history.Chronicle.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells one lease of the past from its application to its end, as the service would have written it down. */
final class LeaseTale {

    /** Begins every purpose, so that nobody takes it for what somebody did. */
    static final String SAMPLE_PURPOSE = "Sample: ";

    private static final Duration DECISION_TIME = Duration.ofDays(3);
    private static final Duration LONGEST_CORDON = Duration.ofHours(1);
    private static final String STANDING_LIMIT = "standing-burst-limit/1";
    private static final Duration WAIT = SoundAsk.DEFAULT_WAIT;
    private static final Duration GRACE = SoundAsk.DEFAULT_GRACE;

    private final Scene scene;
    private final Story story;
    private final String id;
    private final LeaseLog log;
    private final Fleet fleet;
    private @Nullable Instant endAt;
    private @Nullable Instant activatedAt;
    private @Nullable Instant cordonedAt;
    private @Nullable Ending ending;
    private @Nullable String endingReason;

    LeaseTale(Scene scene) {
        this.scene = scene;
        this.story = scene.story();
        this.id = scene.dice().id("l", 10);
        this.log = new LeaseLog(scene, id);
        this.fleet = new Fleet(scene, id);
    }

    void tell() {
        log.enter(LeaseState.REQUESTED, Act.by(story.actor(), scene.beginning(), story.isBurst() ? job() : null));
        switch (story.fate()) {
            case LAPSED -> log.enter(LeaseState.LAPSED, Act.itself(decideBy(), "nobody decided in time"));
            case CANCELLED -> log.enter(LeaseState.CANCELLED, byApplicant(later(10, 90), "not needed any more"));
            case REJECTED ->
                log.enter(LeaseState.REJECTED, Act.by(scene.lead(), later(20, 240), "more than this quarter bears"));
            case GAVE_UP -> giveUp();
            case EXPIRED, RETURNED, FORCED -> live();
        }
        add();
        if (story.isBurst()) {
            addBurst();
        }
    }

    private void giveUp() {
        Instant begun = approve();
        fleet.plan(begun);
        fleet.tryEverywhere(begun, end().plus(GRACE));
        Instant over = begun.plus(WAIT);
        release(Ending.GAVE_UP, Act.itself(over, "fewer than " + story.hosts() + " hosts by " + over));
        fleet.drop(over, Ending.GAVE_UP.name());
        close(LeaseState.FAILED, over);
    }

    private void live() {
        Instant begun = approve();
        fleet.plan(begun);
        Instant active = fleet.gather(begun, end().plus(GRACE)).plusMillis(300);
        activate(active);
        if (story.has(Story.HOST_LOST)) {
            fleet.lose(active.plus(term(active).dividedBy(3)));
        }
        Instant asking = active.plus(term(active).multipliedBy(2).dividedBy(3));
        story.twist(Story.RENEWED)
                .ifPresent(term -> endAt = renewal(term, asking).granted(GRACE, fleet));
        story.twist(Story.NOT_RENEWED).ifPresent(term -> renewal(term, asking).refused());
        Instant gone = leave(active);
        close(LeaseState.RELEASED, gone);
    }

    /** Granted by the team's lead, or by the standing limit where a program asks; when provisioning began. */
    private Instant approve() {
        Act act = story.isBurst()
                ? new Act(Act.SELF, scene.beginning(), "within the limit of its team", STANDING_LIMIT)
                : Act.by(scene.lead(), later(6, 80), "fits the plan");
        log.enter(LeaseState.APPROVED, act);
        endAt = Term.parse(story.term()).from(act.at().plus(WAIT), scene.billingZone());
        Instant begun = act.at().plusMillis(700);
        log.enter(LeaseState.PROVISIONING, Act.itself(begun, "its start came"));
        return begun;
    }

    private void activate(Instant at) {
        Act act = Act.itself(at, story.hosts() + " hosts are READY");
        log.enter(LeaseState.ACTIVE, act);
        activatedAt = at;
        Instant latest = end();
        endAt = Term.parse(story.term()).from(at, scene.billingZone());
        log.changed("end-moved", act, Map.of("from", latest.toString(), "to", end().toString()));
    }

    private RenewalTale renewal(String term, Instant at) {
        return new RenewalTale(scene, id, log, end(), term, at);
    }

    /** When the last host was seen gone. */
    private Instant leave(Instant active) {
        Instant early = active.plus(
                term(active).dividedBy(100).multipliedBy(scene.dice().number(45, 85)));
        return switch (story.fate()) {
            case RETURNED -> {
                release(Ending.RELEASED, byApplicant(early, story.isBurst() ? job() + " is over" : "the run is done"));
                yield fleet.leave(early, GRACE, Ending.RELEASED.name());
            }
            case FORCED -> {
                release(Ending.FORCED, Act.by("oscar", early, "idle for a day, and others wait"));
                yield fleet.beTaken(early, GRACE, Ending.FORCED.name());
            }
            case EXPIRED -> {
                cordon(active);
                release(Ending.EXPIRED, Act.itself(end(), "the end came"));
                yield fleet.leave(end(), GRACE, Ending.EXPIRED.name());
            }
            case GAVE_UP, CANCELLED, REJECTED, LAPSED -> throw new IllegalStateException(story + " was never ACTIVE");
        };
    }

    private void cordon(Instant active) {
        Duration share = Duration.between(active, end()).dividedBy(10);
        Instant at = end().minus(share.compareTo(LONGEST_CORDON) < 0 ? share : LONGEST_CORDON);
        cordonedAt = at;
        log.changed("cordoned", Act.itself(at, "the end is near"), Map.of());
    }

    private void release(Ending why, Act act) {
        log.enter(LeaseState.RELEASING, act);
        ending = why;
        endingReason = act.reason();
    }

    private void close(LeaseState as, Instant gone) {
        log.enter(as, Act.itself(gone.plus(scene.dice().seconds(4, 14)), "everything was seen gone"));
    }

    private Duration term(Instant active) {
        return Duration.between(active, Term.parse(story.term()).from(active, scene.billingZone()));
    }

    private Instant later(int leastMinutes, int mostMinutes) {
        return scene.beginning()
                .plus(scene.dice().between(Duration.ofMinutes(leastMinutes), Duration.ofMinutes(mostMinutes)));
    }

    private Act byApplicant(Instant at, String reason) {
        return Act.by(story.actor(), at, reason);
    }

    private Instant end() {
        if (endAt == null) {
            throw new IllegalStateException("lease " + id + " was not approved");
        }
        return endAt;
    }

    private Instant decideBy() {
        Instant lapse = scene.beginning().plus(DECISION_TIME);
        Instant latestEnd = Term.parse(story.term()).from(scene.beginning().plus(WAIT), scene.billingZone());
        return story.isBurst() || latestEnd.isBefore(lapse) ? latestEnd : lapse;
    }

    private String job() {
        return "job " + jobId();
    }

    private String jobId() {
        return story.purpose().substring(story.purpose().lastIndexOf(' ') + 1);
    }

    private void add() {
        boolean serving = story.team().equals("vserving");
        scene.chronicle()
                .add(
                        Table.LEASE,
                        new Row()
                                .with("id", id)
                                .with("team_id", story.team())
                                .with("project_id", story.project())
                                .with("applicant", story.subject())
                                .with("on_behalf_of", story.onBehalfOf().orElse(null))
                                .with("owner", story.onBehalfOf().orElse(story.subject()))
                                .with("purpose", SAMPLE_PURPOSE + story.purpose())
                                .with("workload", (serving ? Workload.SERVING : Workload.TRAINING).name())
                                .with("host_class_id", story.hostClass())
                                .with("hosts", story.hosts())
                                .with("min_hosts", story.hosts())
                                .with("charge_type", ChargeType.POSTPAID.name())
                                .with("starts_at", scene.beginning())
                                .with("term", story.term())
                                .with("longest_wait_seconds", WAIT.toSeconds())
                                .with("grace_seconds", GRACE.toSeconds())
                                .with("hourly_price", scene.quoted().amount())
                                .with("currency", scene.quoted().currency())
                                .with("state", log.state().name())
                                .with("state_since", log.since())
                                .with("requested_at", scene.beginning())
                                .with("decide_by", decideBy())
                                .with("end_at", endAt)
                                .with("activated_at", activatedAt)
                                .with("cordoned_at", cordonedAt)
                                .with("ending", ending == null ? null : ending.name())
                                .with("ending_reason", endingReason)
                                .with("version", log.version()));
    }

    private void addBurst() {
        scene.chronicle()
                .add(
                        Table.BURST,
                        new Row()
                                .with("id", scene.dice().id("b", 10))
                                .with("client", story.subject())
                                .with("job_id", jobId())
                                .with("lease_id", id)
                                .with("gpus", story.hosts() * scene.hostClass().gpus())
                                .with("asked_at", scene.beginning())
                                .with("request", burstRequest()));
    }

    private Map<String, Object> burstRequest() {
        return Map.of(
                "jobId", jobId(),
                "team", story.team(),
                "project", story.project(),
                "gpus", story.hosts() * scene.hostClass().gpus(),
                "hostClass", story.hostClass(),
                "term", story.term());
    }
}
