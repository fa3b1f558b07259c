package io.burstlease.sandbox.cluster.store;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A refusal as the API answers it: a Status with code, reason, message and causes. */
public final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient ObjectNode details;

    private ApiFailure(int code, String reason, String message, ObjectNode details) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    /** One field or rule that was broken. */
    public record Cause(String reason, String message, String field) {}

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    public ObjectNode status() {
        ObjectNode status = Json.of("kind", "Status", "apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (!details.isEmpty()) {
            status.set("details", details);
        }
        return status.put("code", code);
    }

    private static ObjectNode details(Kind kind, String name) {
        ObjectNode details = Json.object();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        return details.put("kind", kind.plural());
    }

    private static void causes(ObjectNode details, List<Cause> causes) {
        var list = Json.list(details, "causes");
        for (Cause cause : causes) {
            ObjectNode one = Json.of("reason", cause.reason(), "message", cause.message());
            if (!cause.field().isEmpty()) {
                one.put("field", cause.field());
            }
            list.add(one);
        }
    }

    public static ApiFailure notFound(Kind kind, String name) {
        String message = kind.resource() + " \"" + name + "\" not found";
        return new ApiFailure(404, "NotFound", message, details(kind, name));
    }

    public static ApiFailure noSuchPath() {
        String message = "the server could not find the requested resource";
        return new ApiFailure(404, "NotFound", message, Json.object());
    }

    public static ApiFailure alreadyExists(Kind kind, String name) {
        String message = kind.resource() + " \"" + name + "\" already exists";
        return new ApiFailure(409, "AlreadyExists", message, details(kind, name));
    }

    public static ApiFailure conflict(Kind kind, String name, String why) {
        String message = "Operation cannot be fulfilled on " + kind.resource() + " \"" + name + "\": " + why;
        return new ApiFailure(409, "Conflict", message, details(kind, name));
    }

    /** Server-side apply met fields of other managers. */
    public static ApiFailure applyConflict(List<Cause> causes) {
        String fields = causes.stream()
                .map(cause -> cause.message() + ": " + cause.field())
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
        String count = causes.size() == 1 ? "1 conflict: " : causes.size() + " conflicts: ";
        ObjectNode details = Json.object();
        causes(details, causes);
        return new ApiFailure(409, "Conflict", "Apply failed with " + count + fields, details);
    }

    public static ApiFailure invalid(Kind kind, String name, List<Cause> causes) {
        String told = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
        String all = causes.size() == 1 ? told : "[" + told + "]";
        String what = kind.name() + (kind.group().isEmpty() ? "" : "." + kind.group());
        ObjectNode details = details(kind, name);
        details.put("kind", kind.name());
        causes(details, causes);
        return new ApiFailure(422, "Invalid", what + " \"" + name + "\" is invalid: " + all, details);
    }

    public static ApiFailure forbidden(Kind kind, String name, String why) {
        String object = name.isEmpty() ? "" : " \"" + name + "\"";
        String message = kind.resource() + object + " is forbidden: " + why;
        return new ApiFailure(403, "Forbidden", message, details(kind, name));
    }

    public static ApiFailure forbiddenPath(String why) {
        return new ApiFailure(403, "Forbidden", "forbidden: " + why, Json.object());
    }

    public static ApiFailure unauthorized() {
        return new ApiFailure(401, "Unauthorized", "Unauthorized", Json.object());
    }

    public static ApiFailure badRequest(String message) {
        return new ApiFailure(400, "BadRequest", message, Json.object());
    }

    public static ApiFailure methodNotAllowed() {
        String message = "the server does not allow this method on the requested resource";
        return new ApiFailure(405, "MethodNotAllowed", message, Json.object());
    }

    public static ApiFailure unsupportedMediaType(String accepted) {
        String message = "the body of the request was in an unknown format - accepted media types include: " + accepted;
        return new ApiFailure(415, "UnsupportedMediaType", message, Json.object());
    }

    public static ApiFailure notAcceptable() {
        String message = "only the following media types are accepted: application/json, application/yaml";
        return new ApiFailure(406, "NotAcceptable", message, Json.object());
    }

    public static ApiFailure tooLarge() {
        String message = "Request entity too large: limit is 3145728";
        return new ApiFailure(413, "RequestEntityTooLarge", message, Json.object());
    }

    /** A patch that is well formed but does not fit the object. */
    public static ApiFailure unprocessable(String message) {
        return new ApiFailure(422, "Invalid", message, Json.object());
    }

    public static ApiFailure expired(String message) {
        return new ApiFailure(410, "Expired", message, Json.object());
    }

    public static ApiFailure unavailable(String message) {
        return new ApiFailure(503, "ServiceUnavailable", message, Json.object());
    }

    /** @param retryAfterSeconds when to ask again, 0 where the server has no opinion */
    public static ApiFailure disruptionBudget(String cause, int retryAfterSeconds) {
        ObjectNode details = Json.object();
        causes(details, List.of(new Cause("DisruptionBudget", cause, "")));
        if (retryAfterSeconds > 0) {
            details.put("retryAfterSeconds", retryAfterSeconds);
        }
        String message = "Cannot evict pod as it would violate the pod's disruption budget.";
        return new ApiFailure(429, "TooManyRequests", message, details);
    }

    public static ApiFailure internal(String message) {
        return new ApiFailure(500, "InternalError", "Internal error occurred: " + message, Json.object());
    }
}
