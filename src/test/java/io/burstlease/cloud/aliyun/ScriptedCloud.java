package io.burstlease.cloud.aliyun;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server that reads each request whole and answers it byte by byte as scripted; the last reply repeats. */
final class ScriptedCloud implements AutoCloseable {

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<WireReply> script;
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    ScriptedCloud(WireReply... script) {
        this.script = List.of(script);
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        threads.submit(this::accept);
    }

    String endpoint() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The decoded query of every request, in the order of arrival. */
    List<Map<String, String>> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                open.add(socket);
                threads.submit(() -> serve(socket));
            }
        } catch (SocketException closed) {
            // The test is over.
            return;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            while (line != null) {
                WireReply reply = take(line);
                while (!in.readLine().isEmpty()) {
                    // Headers do not matter here.
                    continue;
                }
                reply.serve(socket);
                line = in.readLine();
            }
        } catch (IOException gone) {
            // The client gave up, or the reply was to break the connection.
            return;
        }
    }

    private synchronized WireReply take(String requestLine) {
        requests.add(query(requestLine));
        return script.get(Math.min(requests.size(), script.size()) - 1);
    }

    private static Map<String, String> query(String requestLine) {
        String target = requestLine.split(" ")[1];
        var parameters = new TreeMap<String, String>();
        for (String pair : target.substring(target.indexOf('?') + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
        }
        return parameters;
    }

    private static String decoded(@Nullable String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : new ArrayList<>(open)) {
                socket.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        threads.shutdownNow();
    }
}
