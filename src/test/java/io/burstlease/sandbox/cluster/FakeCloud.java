package io.burstlease.sandbox.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.burstlease.sandbox.cluster.store.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A cloud that lists the hosts it is given, and hears the phases they report. */
final class FakeCloud implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, ObjectNode> hosts = new ConcurrentHashMap<>();
    private final List<String> reports = new CopyOnWriteArrayList<>();

    FakeCloud() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/admin/hosts", exchange -> {
            ArrayNode list = Json.array();
            hosts.values().forEach(list::add);
            answer(exchange, Json.bytes(list));
        });
        server.createContext("/report", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            reports.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            answer(exchange, new byte[] {'{', '}'});
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void run(String instance, String ip, String userData) {
        ObjectNode host = Json.of("instanceId", instance, "region", "cn-shanghai", "zone", "cn-shanghai-b");
        host.put("privateIp", ip).put("vSwitchId", "vsw-host-b1").put("hostName", instance);
        host.put("instanceType", "ecs.gn7i-c32g1.32xlarge").put("gpuAmount", 4).put("userData", userData);
        hosts.put(instance, host);
    }

    void delete(String instance) {
        hosts.remove(instance);
    }

    List<String> reports() {
        return List.copyOf(reports);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
