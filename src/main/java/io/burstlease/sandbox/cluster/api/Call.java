package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.auth.Identity;
import io.burstlease.sandbox.cluster.object.WriteOptions;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request with its caller, its parameters and its body read once. */
record Call(HttpServletRequest request, HttpServletResponse response, Identity who, byte[] body) {

    private static final int LIMIT = 3 * 1024 * 1024;

    static byte[] read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            throw ApiFailure.tooLarge();
        }
        return body;
    }

    String method() {
        return request.getMethod();
    }

    String path() {
        return request.getRequestURI();
    }

    String header(String name) {
        return Optional.ofNullable(request.getHeader(name)).orElse("");
    }

    String parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    boolean flag(String name) {
        String value = parameter(name);
        return value.equals("true") || value.equals("1");
    }

    /** Asked for in the query, or in the options that are the body of a delete. */
    boolean dryRun() {
        String value = parameter("dryRun");
        if (value.isEmpty() && method().equals("DELETE")) {
            value = Json.texts(tree(), "dryRun").stream().findFirst().orElse("");
        }
        if (!value.isEmpty() && !value.equals("All")) {
            throw ApiFailure.badRequest("invalid dryRun: " + value + " is not a supported value: \"All\"");
        }
        return !value.isEmpty();
    }

    /** The field manager named by the client, or the program that is calling. */
    WriteOptions options() {
        String manager = parameter("fieldManager");
        String agent = header("User-Agent").split("[/ ]", 2)[0];
        String name = manager.isEmpty() ? (agent.isEmpty() ? "unknown" : agent) : manager;
        return new WriteOptions(who, name, dryRun());
    }

    /** The body as a tree: YAML where it says so, otherwise JSON; an empty object where there is none. */
    JsonNode tree() {
        if (body.length == 0) {
            return Json.object();
        }
        if (header("Content-Type").contains("protobuf")) {
            return Protobuf.read(body);
        }
        try {
            return header("Content-Type").contains("yaml") ? Json.parseYaml(body) : Json.parseAny(body);
        } catch (JacksonException e) {
            throw ApiFailure.badRequest("the object provided is unrecognized: " + e.getOriginalMessage());
        }
    }

    ObjectNode object() {
        if (tree() instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("the body is not an object");
    }

    void answer(int code, JsonNode node) throws IOException {
        answer(code, "application/json", Json.bytes(node));
    }

    void answer(int code, String type, byte[] bytes) throws IOException {
        response.setStatus(code);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
