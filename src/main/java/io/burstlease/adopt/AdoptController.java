package io.burstlease.adopt;

import io.burstlease.host.Hosts;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.Page;
import io.burstlease.web.PageQuery;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Hosts")
@Allowed(Role.OPERATOR)
class AdoptController {

    private static final String LIST = "adoptions";

    private final Adopt adopt;
    private final AdoptionTable table;
    private final Hosts hosts;

    AdoptController(Adopt adopt, AdoptionTable table, Hosts hosts) {
        this.adopt = adopt;
        this.table = table;
        this.hosts = hosts;
    }

    @PostMapping(
            path = "/v1/hosts/adopt",
            consumes = {MediaType.APPLICATION_JSON_VALUE, CsvAdoptions.TEXT_CSV})
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Take over hosts that were bought and joined past this service",
            operationId = "adoptHosts",
            description =
                    "Each becomes a host of a lease that is ACTIVE at once and costs its team from then on; nothing is "
                            + "bought. First the cloud and the cluster are asked about every one; where anything stands "
                            + "against one of them, none is taken over. Read the adoption to see what became of it.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = AdoptionRequest.class)),
                                @Content(
                                        mediaType = CsvAdoptions.TEXT_CSV,
                                        schema =
                                                @Schema(
                                                        type = "string",
                                                        description =
                                                                "A header with the names of the fields, and a "
                                                                        + "line for each host; an empty field counts as absent."))
                            }))
    ResponseEntity<AdoptionView> adopt(
            Caller caller,
            @Parameter(description = "Only look, and change nothing.") @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @Valid @RequestBody AdoptionRequest request) {
        Adoption adoption = adopt.of(caller, request.hosts(), dryRun);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/adoptions/" + adoption.id()))
                .body(view(adoption));
    }

    @GetMapping("/v1/adoptions")
    @Operation(operationId = "listAdoptions", summary = "List adoptions, newest first")
    Page<AdoptionView> list(PageQuery query) {
        Optional<Adoption> after = query.after(LIST, 1).map(key -> table.get(key.getFirst()));
        return Page.of(table.list(after, query.limit()), query, LIST, adoption -> List.of(adoption.id()))
                .map(this::view);
    }

    @GetMapping("/v1/adoptions/{id}")
    @Operation(operationId = "getAdoption", summary = "Read what became of an adoption")
    AdoptionView get(@Parameter(description = "Id of the adoption.") @PathVariable String id) {
        return view(table.get(id));
    }

    private AdoptionView view(Adoption adoption) {
        return AdoptionView.of(adoption, hosts::leaseOf);
    }
}
