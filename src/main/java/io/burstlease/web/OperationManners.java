package io.burstlease.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** Says in the contract what the manners add to an endpoint: its roles, paging, If-Match and the idempotency key. */
@Component
class OperationManners implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod endpoint) {
        Allowed rule = RoleGate.rule(endpoint);
        if (rule != null) {
            String roles = Arrays.stream(rule.value()).map(Role::claim).collect(Collectors.joining(", "));
            String description = operation.getDescription();
            operation.setDescription((description == null ? "" : description + "\n\n") + "Roles: " + roles + ".");
        }
        if (endpoint.hasMethodAnnotation(PostMapping.class)) {
            operation.addParametersItem(header(
                    Idempotency.HEADER,
                    "The same key and request get the same answer for three days. Machine clients must send one.",
                    new StringSchema().minLength(1).maxLength(Idempotency.MAX_LENGTH)));
        }
        if (takes(endpoint, IfMatch.class)) {
            operation.addParametersItem(header(
                            "If-Match",
                            "The ETag of what was read, with its quotes: its `version` in quotes. "
                                    + "`*` for whatever it is now, seen or not.",
                            new StringSchema())
                    .required(true)
                    .example("\"0\""));
        }
        if (takes(endpoint, PageQuery.class)) {
            addPaging(operation);
        }
        if (rule != null && Arrays.asList(rule.value()).contains(Role.PLATFORM)) {
            operation.addParametersItem(header(
                    Callers.ON_BEHALF_OF,
                    "The person a machine client acts for.",
                    new StringSchema().minLength(1).maxLength(128)));
        }
        addHeaders(operation, endpoint);
        return operation;
    }

    private static void addHeaders(Operation operation, HandlerMethod endpoint) {
        operation.getResponses().forEach((status, response) -> {
            if (!status.startsWith("2")) {
                return;
            }
            if (endpoint.hasMethodAnnotation(GivesETag.class)) {
                response.addHeaderObject(
                        "ETag", answered("The version of the thing; it goes into If-Match of what changes it."));
            }
            if (status.equals("201") && endpoint.getMethod().getReturnType() == ResponseEntity.class) {
                response.addHeaderObject("Location", answered("The path of what was made."));
            }
            if (endpoint.hasMethodAnnotation(PostMapping.class)) {
                response.addHeaderObject(
                        StoredAnswer.REPLAYED,
                        answered("`true` where this Idempotency-Key was answered before, and this is that answer."));
            }
        });
    }

    private static Header answered(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    private static void addPaging(Operation operation) {
        Schema<?> size = new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(PageQuery.MAX_SIZE));
        size.setDefault(PageQuery.DEFAULT_SIZE);
        operation.addParametersItem(query(Arguments.PAGE_SIZE, "How many items a page has at most.", size));
        operation.addParametersItem(
                query(Arguments.PAGE_TOKEN, "The `nextPageToken` of the page before.", new StringSchema()));
    }

    static boolean takes(HandlerMethod endpoint, Class<?> type) {
        return Arrays.stream(endpoint.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static Parameter header(String name, String description, Schema<?> schema) {
        return parameter("header", name, description, schema);
    }

    private static Parameter query(String name, String description, Schema<?> schema) {
        return parameter("query", name, description, schema);
    }

    private static Parameter parameter(String in, String name, String description, Schema<?> schema) {
        return new Parameter()
                .in(in)
                .name(name)
                .description(description)
                .required(false)
                .schema(schema);
    }
}
