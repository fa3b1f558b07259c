package io.burstlease.provision;

import io.burstlease.host.Attempts;
import io.burstlease.host.Launch;
import io.burstlease.host.LaunchState;
import io.burstlease.host.Launches;
import io.burstlease.web.Allowed;
import io.burstlease.web.ETag;
import io.burstlease.web.GivesETag;
import io.burstlease.web.Page;
import io.burstlease.web.PageQuery;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/launches")
@Tag(name = "Launches", description = "Purchases of hosts, as they were sent and answered.")
@Allowed(Role.OPERATOR)
class LaunchController {

    private static final String LIST = "launches";

    private final Launches launches;
    private final Attempts attempts;

    LaunchController(Launches launches, Attempts attempts) {
        this.launches = launches;
        this.attempts = attempts;
    }

    @GetMapping
    @Operation(operationId = "listLaunches", summary = "List launches, newest first")
    Page<LaunchView> list(
            @Parameter(description = "For this lease only.") @RequestParam @Nullable String lease,
            @Parameter(description = "In any of these states.") @RequestParam @Nullable List<LaunchState> state,
            PageQuery query) {
        Optional<Launch> after = query.after(LIST, 1).map(key -> launches.get(key.getFirst()));
        List<Launch> rows = launches.list(
                Optional.ofNullable(lease), state == null ? Set.of() : Set.copyOf(state), after, query.limit());
        return Page.of(rows, query, LIST, launch -> List.of(launch.id())).map(launch -> LaunchView.of(launch, null));
    }

    @GetMapping("/{id}")
    @GivesETag
    @Operation(operationId = "getLaunch", summary = "Read a launch with its attempts, sends and readings")
    ResponseEntity<LaunchView> get(@Parameter(description = "Id of the launch.") @PathVariable String id) {
        Launch launch = launches.get(id);
        LaunchView view = LaunchView.of(
                launch,
                attempts.of(id).stream()
                        .map(attempt -> LaunchView.attempt(
                                attempt, attempts.sends(id, attempt.number()), attempts.readings(id, attempt.number())))
                        .toList());
        return ResponseEntity.ok().eTag(new ETag(launch.version()).header()).body(view);
    }
}
