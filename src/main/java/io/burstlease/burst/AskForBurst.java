package io.burstlease.burst;

import io.burstlease.audit.Act;
import io.burstlease.budget.Estimate;
import io.burstlease.budget.Estimates;
import io.burstlease.catalog.HostClass;
import io.burstlease.lease.AskCheck;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.lease.RawAsk;
import io.burstlease.lease.SoundAsk;
import io.burstlease.money.Money;
import io.burstlease.naming.RandomId;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a lease of a platform's need, once for each of its jobs. Who decides it hears of it as of any other. */
@Service
class AskForBurst {

    private final Bursts bursts;
    private final Fitting fitting;
    private final AskCheck askCheck;
    private final TeamAccess access;
    private final Estimates estimates;
    private final Leases leases;
    private final Clock clock;

    AskForBurst(
            Bursts bursts,
            Fitting fitting,
            AskCheck askCheck,
            TeamAccess access,
            Estimates estimates,
            Leases leases,
            Clock clock) {
        this.bursts = bursts;
        this.fitting = fitting;
        this.askCheck = askCheck;
        this.access = access;
        this.estimates = estimates;
        this.leases = leases;
        this.clock = clock;
    }

    @Transactional
    Burst of(Caller caller, BurstRequest request) {
        List<Fault> faults = faults(request);
        String jobId = String.valueOf(request.jobId());
        if (faults.isEmpty()) {
            bursts.holdJob(caller.subject(), jobId);
            Optional<Burst> known = bursts.byJob(caller.subject(), jobId);
            if (known.isPresent()) {
                return sameOrRefuse(caller, known.get(), request);
            }
        }
        Optional<HostClass> fits = fitting.of(request, faults);
        int gpus = request.gpus() == null ? 1 : Math.max(1, request.gpus());
        Integer hosts =
                fits.map(hostClass -> Math.ceilDiv(gpus, hostClass.gpus())).orElse(null);
        SoundAsk ask = askCheck.check(
                ask(request, fits.map(HostClass::id).orElse(request.hostClass()), hosts),
                team -> access.mustAct(caller, team),
                faults);
        Instant now = clock.instant();
        Lease lease = leases.request(
                ask.application(caller.subject(), caller.onBehalfOf(), purpose(request), null, price(ask)),
                ask.latestEnd(),
                Act.by(caller.actor(), now, "job " + jobId));
        Burst burst = new Burst(RandomId.of("b", 10), caller.subject(), jobId, lease.id(), gpus, now, request);
        bursts.save(burst);
        return burst;
    }

    /** Gives the GPUs back, in whatever state; what is over already stays over. */
    @Transactional
    void end(Caller caller, Burst burst) {
        leases.change(burst.leaseId(), lease -> {
            Act act = Act.by(caller.actor(), clock.instant(), "job " + burst.jobId() + " is over");
            switch (lease.state()) {
                case REQUESTED, APPROVED, PROVISIONING -> lease.cancel(act);
                case ACTIVE -> lease.release(Ending.RELEASED, act);
                case RELEASING, RELEASED, REJECTED, CANCELLED, LAPSED, FAILED -> {}
            }
        });
    }

    /** What was asked before is answered by what was asked, even where it could not be asked for any more. */
    private Burst sameOrRefuse(Caller caller, Burst known, BurstRequest request) {
        access.mustAct(caller, leases.get(known.leaseId()).ask().teamId());
        if (!known.request().equals(request)) {
            throw ProblemException.conflict(
                    "job-known", "Job " + known.jobId() + " asked for something else before: burst " + known.id());
        }
        return known;
    }

    private static List<Fault> faults(BurstRequest request) {
        List<Fault> faults = new ArrayList<>();
        if (request.jobId() == null || request.jobId().isBlank()) {
            faults.add(new Fault("jobId", "required", "must be stated"));
        } else if (request.jobId().length() > BurstRequest.LONGEST_JOB_ID) {
            faults.add(new Fault("jobId", "size", "At most " + BurstRequest.LONGEST_JOB_ID + " characters."));
        }
        if (request.purpose() != null && request.purpose().length() > BurstRequest.LONGEST_PURPOSE) {
            faults.add(new Fault("purpose", "size", "At most " + BurstRequest.LONGEST_PURPOSE + " characters."));
        }
        if (request.gpus() == null) {
            faults.add(new Fault("gpus", "required", "must be stated"));
        } else if (request.gpus() < 1) {
            faults.add(new Fault("gpus", "min", "must be at least 1"));
        }
        return faults;
    }

    private static RawAsk ask(BurstRequest request, @Nullable String hostClass, @Nullable Integer hosts) {
        return new RawAsk(
                request.team(),
                request.project(),
                hostClass,
                hosts == null ? Integer.valueOf(1) : hosts,
                null,
                request.zone(),
                null,
                null,
                null,
                request.term(),
                null,
                request.longestWait(),
                request.grace(),
                request.workload(),
                null);
    }

    private static String purpose(BurstRequest request) {
        String purpose = request.purpose();
        return purpose == null || purpose.isBlank() ? "Job " + request.jobId() : purpose.strip();
    }

    private Money price(SoundAsk ask) {
        Estimate estimate = estimates.of(ask.need());
        return Optional.ofNullable(estimate.hourly())
                .orElseThrow(() -> ProblemException.unprocessable(
                        "unknown-price", "No offer of this host class has a known price here and now."));
    }

    /** Whether the platform may use the hosts now. */
    static boolean isUsable(Lease lease) {
        return lease.state() == LeaseState.ACTIVE && !lease.isCordoned();
    }
}
