package io.burstlease.adopt;

import io.burstlease.audit.Audit;
import io.burstlease.audit.AuditEntry;
import io.burstlease.cloud.ChargeType;
import io.burstlease.lease.AskCheck;
import io.burstlease.team.Teams;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import io.burstlease.workflow.Errands;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the wish to have hosts taken over, if it can be one; what the cloud and the cluster say is asked afterwards.
 */
@Service
class Adopt {

    private final AskCheck askCheck;
    private final Teams teams;
    private final AdoptionTable table;
    private final Errands errands;
    private final Audit audit;
    private final Clock clock;

    Adopt(AskCheck askCheck, Teams teams, AdoptionTable table, Errands errands, Audit audit, Clock clock) {
        this.askCheck = askCheck;
        this.teams = teams;
        this.table = table;
        this.errands = errands;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    Adoption of(Caller caller, List<HostToAdopt> hosts, boolean dryRun) {
        List<Fault> faults = new ArrayList<>();
        Set<String> named = new HashSet<>();
        Map<HostToAdopt, Integer> leases = new LinkedHashMap<>();
        for (int i = 0; i < hosts.size(); i++) {
            HostToAdopt host = hosts.get(i);
            String path = "hosts[%d].".formatted(i);
            if (!named.add(host.instanceId())) {
                faults.add(new Fault(path + "instanceId", "twice", host.instanceId() + " is named more than once"));
            }
            faults.addAll(faultsOf(path, host, leases.merge(host.lease(), 1, Integer::sum)));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        String id = table.open(caller, hosts, dryRun, clock.instant());
        audit.record(new AuditEntry(
                caller.actor(),
                "adopt",
                "adoption",
                id,
                null,
                null,
                null,
                Map.of("hosts", hosts.size(), "dryRun", dryRun)));
        errands.start(AdoptHosts.NAME, id);
        return table.get(id);
    }

    /** @param nth which of its lease's hosts it is */
    private List<Fault> faultsOf(String path, HostToAdopt host, int nth) {
        List<Fault> own = Stream.of(
                        Map.entry("instanceId", host.instanceId()),
                        Map.entry("owner", host.owner()),
                        Map.entry("purpose", host.purpose()))
                .filter(field -> field.getValue().isBlank())
                .map(field -> new Fault(field.getKey(), "required", "must be stated"))
                .collect(Collectors.toCollection(ArrayList::new));
        String team = host.team();
        if (team != null
                && teams.find(team).isPresent()
                && !host.owner().isBlank()
                && !teams.isMember(team, host.owner())
                && !teams.actsFor(host.owner(), team)) {
            own.add(new Fault("owner", "not-a-member", host.owner() + " has no part in team " + team));
        }
        if (host.paidFrom() != null && host.readPaidFrom().isEmpty()) {
            own.add(new Fault("paidFrom", "type", "RFC 3339, such as 2026-11-01T00:00:00Z"));
        }
        try {
            askCheck.check(host.ask(nth, ChargeType.POSTPAID.name()), everyTeam -> {}, own);
            return List.of();
        } catch (ProblemException invalid) {
            return invalid.faults().stream()
                    .map(fault -> new Fault(path + fault.field(), fault.reason(), fault.message()))
                    .toList();
        }
    }
}
