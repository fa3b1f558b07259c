package io.burstlease.lease;

import io.burstlease.team.TeamAccess;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The events of a lease as they happen; the contract shows it with the list of them. */
@RestController
@Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
class EventStreamController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final EventStreams streams;
    private final Leases leases;
    private final TeamAccess access;

    EventStreamController(EventStreams streams, Leases leases, TeamAccess access) {
        this.streams = streams;
        this.leases = leases;
        this.access = access;
    }

    @GetMapping(path = "/v1/leases/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(operationId = "streamLeaseEvents", summary = "Hear what happens to a lease", hidden = true)
    SseEmitter stream(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId) {
        access.mustSee(caller, leases.get(id).ask().teamId());
        return streams.open(id, after(lastEventId), caller.subject());
    }

    private static long after(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(lastEventId);
        } catch (NumberFormatException unreadable) {
            throw ProblemException.invalid(
                    List.of(new Fault(LAST_EVENT_ID, "type", "must be the id of an event, which is a number")));
        }
    }
}
