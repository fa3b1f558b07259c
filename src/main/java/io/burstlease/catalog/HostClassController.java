package io.burstlease.catalog;

import io.burstlease.web.Allowed;
import io.burstlease.web.Page;
import io.burstlease.web.PageQuery;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/host-classes")
@Tag(name = "Host classes", description = "What can be leased.")
@Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
class HostClassController {

    private static final String LIST = "host-classes";

    private final Catalog catalog;

    HostClassController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    @Operation(operationId = "listHostClasses", summary = "What can be leased, by id")
    Page<HostClassView> list(PageQuery query) {
        String after = query.after(LIST, 1).map(List::getFirst).orElse("");
        List<HostClass> rows = catalog.all().stream()
                .filter(hostClass -> hostClass.id().compareTo(after) > 0)
                .limit(query.limit())
                .toList();
        return Page.of(rows, query, LIST, hostClass -> List.of(hostClass.id())).map(HostClassView::of);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getHostClass", summary = "One host class with its types, image and disks")
    HostClassView get(@Parameter(description = "Id of the host class.", example = "a10-1x") @PathVariable String id) {
        return HostClassView.of(catalog.hostClass(id));
    }
}
