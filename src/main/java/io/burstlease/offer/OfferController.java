package io.burstlease.offer;

import io.burstlease.cloud.ChargeType;
import io.burstlease.web.Allowed;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/offers")
@Tag(name = "Offers", description = "What the cloud would sell now.")
@Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
class OfferController {

    private final OfferBoard board;

    OfferController(OfferBoard board) {
        this.board = board;
    }

    /** A short list without pages: instance types of a class times zones of the region. */
    @Schema(name = "OfferList", description = "The offers of a host class.")
    record OfferList(
            @Schema(description = "In the order in which they would be tried.")
            List<OfferView> items) {}

    @GetMapping
    @Operation(
            operationId = "listOffers",
            summary = "The offers of a host class in the order they would be tried, and why some are not")
    OfferList list(
            @Parameter(description = "Id of the host class.", example = "a10-1x") @RequestParam String hostClass,
            @Parameter(description = "The only zone acceptable, such as cn-shanghai-b.")
                    @RequestParam(required = false)
                    @Nullable
                    String zone,
            @Parameter(description = "How the cloud would charge.") @RequestParam(defaultValue = "POSTPAID")
                    ChargeType chargeType) {
        return new OfferList(board.offers(hostClass, zone, chargeType));
    }
}
