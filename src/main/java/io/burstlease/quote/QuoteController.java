package io.burstlease.quote;

import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/quotes")
@Tag(name = "Quotes", description = "What it would cost, whether it can be had, and when.")
@Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
class QuoteController {

    private final Quoter quoter;

    QuoteController(Quoter quoter) {
        this.quoter = quoter;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses("foreign-team")
    @Operation(
            operationId = "createQuote",
            summary = "Ask what hosts would cost and whether they can be had; nothing is bought or set aside")
    QuoteAnswer create(@RequestBody QuoteRequest request, Caller caller) {
        return quoter.quote(request.ask(), caller);
    }
}
