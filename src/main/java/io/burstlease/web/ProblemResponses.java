package io.burstlease.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** Says in the contract why each endpoint may refuse or fail, by status and reason. */
@Component
class ProblemResponses implements GlobalOperationCustomizer {

    private static final String SHARED = "#/components/responses/";

    @Override
    public Operation customize(Operation operation, HandlerMethod endpoint) {
        Map<HttpStatus, List<Reason>> byStatus = codes(endpoint).stream()
                .map(Reasons::get)
                .collect(Collectors.groupingBy(Reason::status, TreeMap::new, Collectors.toList()));
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        byStatus.forEach((status, reasons) -> responses.addApiResponse(
                String.valueOf(status.value()),
                reasons.size() == 1 ? new ApiResponse().$ref(SHARED + name(reasons.getFirst())) : response(reasons)));
        operation.setResponses(responses);
        return operation;
    }

    /** Adds the responses that operations refer to. */
    static void addShared(OpenAPI contract) {
        Components components = contract.getComponents();
        List<String> wanted = contract.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(operation -> operation.getResponses().values().stream())
                .map(ApiResponse::get$ref)
                .distinct()
                .toList();
        Reasons.all().stream()
                .filter(reason -> wanted.contains(SHARED + name(reason)))
                .forEach(reason -> components.addResponses(name(reason), response(List.of(reason))));
    }

    private static TreeSet<String> codes(HandlerMethod endpoint) {
        TreeSet<String> codes =
                new TreeSet<>(List.of(Reasons.INVALID, Reasons.UNAUTHENTICATED, Reasons.UNAVAILABLE, Reasons.INTERNAL));
        Allowed rule = RoleGate.rule(endpoint);
        boolean machines = rule != null && Arrays.asList(rule.value()).contains(Role.PLATFORM);
        if (rule != null) {
            codes.add(Reasons.ROLE_REQUIRED);
        }
        if (machines) {
            codes.add(Reasons.ON_BEHALF_OF_NOT_ALLOWED);
        }
        if (endpoint.hasMethodAnnotation(GetMapping.class)) {
            codes.add(Reasons.NOT_ACCEPTABLE);
        } else {
            codes.add(Reasons.CHANGED_MEANWHILE);
        }
        if (endpoint.hasMethodAnnotation(PostMapping.class)) {
            codes.addAll(machines ? List.of(Reasons.KEY_REUSED, Reasons.KEY_REQUIRED) : List.of(Reasons.KEY_REUSED));
        }
        addOfInput(endpoint, codes);
        Refuses own = endpoint.getMethodAnnotation(Refuses.class);
        if (own != null) {
            codes.addAll(List.of(own.value()));
        }
        return codes;
    }

    private static void addOfInput(HandlerMethod endpoint, TreeSet<String> codes) {
        if (has(endpoint, PathVariable.class)) {
            codes.add(Reasons.NOT_FOUND);
        }
        if (has(endpoint, RequestBody.class)) {
            codes.addAll(List.of(Reasons.MALFORMED_JSON, Reasons.BODY_TOO_LARGE, Reasons.UNSUPPORTED_MEDIA_TYPE));
        }
        if (OperationManners.takes(endpoint, IfMatch.class)) {
            codes.addAll(List.of(Reasons.PRECONDITION_REQUIRED, Reasons.STALE));
        }
    }

    private static boolean has(HandlerMethod endpoint, Class<? extends java.lang.annotation.Annotation> mark) {
        return Arrays.stream(endpoint.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(mark));
    }

    private static ApiResponse response(List<Reason> reasons) {
        Map<String, Example> examples = new LinkedHashMap<>();
        reasons.forEach(reason -> examples.put(reason.code(), new Example().value(example(reason))));
        MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        problem.setExamples(examples);
        ApiResponse response = new ApiResponse()
                .description(reasons.stream()
                        .map(reason -> "`%s`: %s".formatted(reason.code(), reason.meaning()))
                        .collect(Collectors.joining("\n\n")))
                .content(new Content().addMediaType(Problem.MEDIA_TYPE, problem));
        switch (reasons.getFirst().status()) {
            case UNAUTHORIZED ->
                response.addHeaderObject(
                        "WWW-Authenticate",
                        new Header()
                                .description("What is wrong with the token (RFC 6750).")
                                .schema(new StringSchema()));
            case SERVICE_UNAVAILABLE ->
                response.addHeaderObject(
                        "Retry-After",
                        new Header()
                                .description("Seconds after which to try again.")
                                .schema(new IntegerSchema()));
            default -> {}
        }
        return response;
    }

    private static Map<String, Object> example(Reason reason) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/problems/" + reason.code());
        problem.put("title", Reasons.title(reason.status()));
        problem.put("status", reason.status().value());
        problem.put("reason", reason.code());
        problem.put("detail", reason.meaning());
        return problem;
    }

    /** As schemas are called: {@code MalformedJson}. */
    private static String name(Reason reason) {
        return Arrays.stream(reason.code().split("-", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
