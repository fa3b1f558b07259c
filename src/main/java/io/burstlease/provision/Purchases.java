package io.burstlease.provision;

import io.burstlease.audit.Audit;
import io.burstlease.audit.AuditEntry;
import io.burstlease.catalog.Catalog;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.provision.Pauses.Pause;
import io.burstlease.team.Teams;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import io.burstlease.workflow.Errands;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stops and resumes buying. Needs nothing but the database, so that it works while everything else is broken. */
@Service
class Purchases {

    private static final Pattern SCOPE = Pattern.compile("ALL|(TEAM|CLASS)/[a-z][a-z0-9-]{1,40}");

    private final Pauses pauses;
    private final Teams teams;
    private final Catalog catalog;
    private final Leases leases;
    private final Errands errands;
    private final Audit audit;
    private final Clock clock;

    Purchases(Pauses pauses, Teams teams, Catalog catalog, Leases leases, Errands errands, Audit audit, Clock clock) {
        this.pauses = pauses;
        this.teams = teams;
        this.catalog = catalog;
        this.leases = leases;
        this.errands = errands;
        this.audit = audit;
        this.clock = clock;
    }

    List<Pause> paused() {
        return pauses.all();
    }

    /** Pausing what is paused already changes nothing. */
    @Transactional
    public List<Pause> pause(Caller caller, @Nullable String scope, @Nullable String reason) {
        Sound sound = sound(scope, reason);
        if (pauses.put(new Pause(sound.scope(), sound.reason(), caller.actor(), clock.instant()))) {
            record(caller, "pause", sound);
        }
        return pauses.all();
    }

    /** What waited goes on at once. */
    @Transactional
    public List<Pause> resume(Caller caller, @Nullable String scope, @Nullable String reason) {
        Sound sound = sound(scope, reason);
        if (!pauses.remove(sound.scope())) {
            throw ProblemException.conflict("not-paused", "Purchases of " + sound.scope() + " are not paused.");
        }
        record(caller, "resume", sound);
        for (Lease lease : leases.in(Set.of(LeaseState.PROVISIONING, LeaseState.ACTIVE))) {
            errands.start(Place.NAME, lease.id());
        }
        return pauses.all();
    }

    private record Sound(String scope, String reason) {}

    private Sound sound(@Nullable String scope, @Nullable String reason) {
        List<Fault> faults = new ArrayList<>();
        if (scope == null || !SCOPE.matcher(scope).matches()) {
            faults.add(new Fault("scope", "scope", "must be ALL, TEAM/<id> or CLASS/<id>"));
        } else if (!isKnown(scope)) {
            faults.add(new Fault("scope", "unknown-scope", "there is no such team or host class"));
        }
        if (reason == null || reason.isBlank()) {
            faults.add(new Fault("reason", "required", "must say why"));
        }
        if (scope == null || reason == null || !faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return new Sound(scope, reason.strip());
    }

    /** A pause of what does not exist would look like a brake and hold nothing. */
    private boolean isKnown(String scope) {
        String id = scope.substring(scope.indexOf('/') + 1);
        return switch (scope.charAt(0)) {
            case 'T' -> teams.find(id).isPresent();
            case 'C' -> catalog.find(id).isPresent();
            default -> true;
        };
    }

    private void record(Caller caller, String verb, Sound sound) {
        String team = sound.scope().startsWith("TEAM/") ? sound.scope().substring("TEAM/".length()) : null;
        audit.record(
                new AuditEntry(caller.actor(), verb, "purchases", sound.scope(), team, sound.reason(), null, Map.of()));
    }
}
