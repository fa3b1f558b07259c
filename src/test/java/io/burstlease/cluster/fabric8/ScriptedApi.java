package io.burstlease.cluster.fabric8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * An API server that says what it is told to say, in order, and remembers what it was asked. The last answer of a
 * script repeats. What has no script answers 404.
 */
final class ScriptedApi implements AutoCloseable {

    /** What one request was; the path without its query. */
    record Asked(String method, String path, String query, String contentType, String body) {}

    /** One scripted answer. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final Path kubeconfig;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Answer>> scripts = new ConcurrentHashMap<>();

    ScriptedApi(Path folder) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::handle);
            server.start();
            kubeconfig = Files.writeString(
                    folder.resolve("kubeconfig-" + server.getAddress().getPort()), kubeconfigText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<Asked> asked(String method) {
        return asked.stream().filter(one -> one.method().equals(method)).toList();
    }

    /** Scripts the answers to {@code METHOD /path}; a watch is {@code WATCH /path}. */
    ScriptedApi on(String request, Answer... answers) {
        scripts.put(request, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    static Answer json(int code, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** A Status as the API server sends it; {@code details} is JSON. */
    static Answer status(int code, String reason, String message, String details) {
        return json(code, """
                {"kind":"Status","apiVersion":"v1","status":"Failure","message":"%s","reason":"%s","details":%s,"code":%d}
                """.formatted(message, reason, details, code));
    }

    static Answer status(int code, String reason, String message) {
        return status(code, reason, message, "{}");
    }

    static Answer plain(int code, String text) {
        return exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Ends the connection without a word. */
    static Answer dropped() {
        return HttpExchange::close;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        String path = exchange.getRequestURI().getRawPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String type = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), "");
        boolean watch = query.contains("watch=true");
        if (watch && exchange.getRequestHeaders().containsKey("Sec-websocket-key")) {
            plain(503, "no web sockets here").to(exchange);
            exchange.close();
            return;
        }
        String method = watch ? "WATCH" : exchange.getRequestMethod();
        asked.add(new Asked(method, path, query, type, new String(body, StandardCharsets.UTF_8)));
        next(method + " " + path).to(exchange);
        exchange.close();
    }

    private Answer next(String request) {
        Deque<Answer> script = scripts.get(request);
        if (script == null) {
            return status(404, "NotFound", request + " not found");
        }
        synchronized (script) {
            return script.size() > 1 ? script.remove() : script.element();
        }
    }

    private String kubeconfigText() {
        return """
                apiVersion: v1
                kind: Config
                current-context: scripted
                contexts: [{name: scripted, context: {cluster: scripted, user: scripted}}]
                clusters: [{name: scripted, cluster: {server: "http://127.0.0.1:%d", certificate-authority-data: %s}}]
                users: [{name: scripted, user: {token: scripted}}]
                """.formatted(port(), Base64.getEncoder().encodeToString(Fixtures.bytes("ca.pem")));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
